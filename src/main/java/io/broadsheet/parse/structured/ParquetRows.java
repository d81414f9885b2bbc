package io.broadsheet.parse.structured;

import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.ParseOptions;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file, with the checks that its own reader leaves out: that the footer is no
 * deeper than need be, that what it points to is in the file, that no part of it asks for more
 * memory than the limits allow.
 */
final class ParquetRows implements Closeable {
  private static final Pattern OBJECT_ADDRESS = Pattern.compile("( Struct:)? [\\w.$]+@[0-9a-f]+");

  private static final int TAIL = 8;
  private static final long LARGEST_FOOTER = 64L << 20;
  private static final long LARGEST_GROUP = 512L << 20;

  /** Lists take three levels of a schema, where JSON takes one. */
  private static final int LEVELS_PER_NESTING = 3;

  private final SpooledFile file;
  private final ParseOptions options;
  private final Texts texts = new Texts();
  private ParquetFileReader reader;
  private MessageType fileSchema;
  private MessageType wantedSchema;
  private RecordReader<RowConverter.Group> rows;

  ParquetRows(SpooledFile file, ParseOptions options) {
    this.file = file;
    this.options = options;
  }

  /** Something that Parquet's own code does. */
  private interface Step<T> {
    T take() throws IOException;
  }

  /**
   * Has Parquet's code do something, and makes a fault of whatever it throws at bytes that are
   * wrong. No code of ours runs inside, except what throws the one exception that is passed on.
   */
  private static <T> T attempt(String what, Step<T> step) throws BlockFault {
    try {
      return step.take();
    } catch (RowConverter.TooLargeException e) {
      throw new BlockFault(RejectReason.TOO_LARGE, "A row is larger than the limit", e);
    } catch (IOException | RuntimeException e) {
      throw new BlockFault(RejectReason.CORRUPT, what + " cannot be read: " + message(e), e);
    } catch (StackOverflowError e) {
      // Headers of pages are read by descending into whatever they nest.
      throw new BlockFault(RejectReason.TOO_DEEP, what + " is nested too deeply", e);
    }
  }

  private static String message(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    // Thrift shows the half-read structure, and that by its address in memory.
    return OBJECT_ADDRESS.matcher(String.valueOf(cause.getMessage())).replaceAll("");
  }

  /** Reads the footer. */
  void open(Predicate<String> isWanted) throws IOException, BlockFault {
    checkFooter();
    ParquetReadOptions read =
        new ParquetReadOptions.Builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageDecompressors(pageLimit()))
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .build();
    reader = attempt("The footer", () -> ParquetFileReader.open(new SpooledInput(file), read));
    fileSchema = reader.getFileMetaData().getSchema();
    List<Type> wanted = new ArrayList<>();
    for (Type column : fileSchema.getFields()) {
      if (isWanted.test(column.getName())) {
        wanted.add(column);
      }
    }
    wantedSchema = new MessageType(fileSchema.getName(), wanted);
    attempt(
        "The footer",
        () -> {
          reader.setRequestedSchema(wantedSchema);
          return reader;
        });
  }

  private int pageLimit() {
    return (int) Math.min(1L << 30, Math.max(64L << 20, options.recordLimit() * 4L));
  }

  private void checkFooter() throws IOException, BlockFault {
    long length = file.length();
    byte[] end = "PAR1".getBytes(StandardCharsets.ISO_8859_1);
    byte[] encrypted = "PARE".getBytes(StandardCharsets.ISO_8859_1);
    if (file.hasAt(length - 4, encrypted)) {
      throw new BlockFault(RejectReason.UNREADABLE, "The file is encrypted");
    }
    if (length < TAIL + 4 || !file.hasAt(length - 4, end)) {
      throw new BlockFault(RejectReason.TRUNCATED, "The file has no end: its footer is missing");
    }
    byte[] size = file.read(length - TAIL, 4);
    long footer =
        (size[0] & 0xffL)
            | (size[1] & 0xffL) << 8
            | (size[2] & 0xffL) << 16
            | (size[3] & 0xffL) << 24;
    if (footer > length - TAIL - 4 || footer > LARGEST_FOOTER) {
      throw new BlockFault(
          RejectReason.MALFORMED, "The footer claims to have " + footer + " bytes");
    }
    byte[] bytes = file.read(length - TAIL - footer, (int) footer);
    ThriftCheck.struct(bytes);
    FileMetaData metadata =
        attempt("The footer", () -> Util.readFileMetaData(new ByteArrayInputStream(bytes), true));
    if (metadata.getSchema() == null) {
      throw new BlockFault(RejectReason.MALFORMED, "The footer has no schema");
    }
    checkSchema(metadata.getSchema());
  }

  /** The schema is a tree in preorder; it must be one, and not too deep. */
  private void checkSchema(List<SchemaElement> elements) throws BlockFault {
    int deepest = options.nestingLimit() * LEVELS_PER_NESTING;
    Deque<Integer> open = new ArrayDeque<>();
    Deque<Set<String>> names = new ArrayDeque<>();
    int at = 0;
    do {
      if (at == elements.size()) {
        throw new BlockFault(RejectReason.MALFORMED, "The schema is cut off");
      }
      SchemaElement element = elements.get(at);
      at++;
      if (element.getName() == null || (!names.isEmpty() && !names.peek().add(element.getName()))) {
        throw new BlockFault(RejectReason.MALFORMED, "Two columns have one name");
      }
      int children = element.isSetNum_children() ? element.getNum_children() : 0;
      if (children < 0 || children > elements.size() - at) {
        throw new BlockFault(RejectReason.MALFORMED, "The schema is cut off");
      }
      open.push(children);
      names.push(new HashSet<>());
      while (!open.isEmpty() && open.peek() == 0) {
        open.pop();
        names.pop();
      }
      if (!open.isEmpty()) {
        open.push(open.pop() - 1);
      }
      if (open.size() > deepest) {
        throw new BlockFault(
            RejectReason.TOO_DEEP, "The schema is nested deeper than " + deepest + " levels");
      }
    } while (!open.isEmpty());
  }

  /** The names of all columns. */
  List<String> columns() {
    return fileSchema.getFields().stream().map(Type::getName).toList();
  }

  int groups() {
    return reader.getRowGroups().size();
  }

  long rowsOf(int group) {
    return Math.max(0, reader.getRowGroups().get(group).getRowCount());
  }

  /** Starts reading the rows of a group. */
  void startGroup(int number) throws BlockFault {
    BlockMetaData group = reader.getRowGroups().get(number);
    check(group);
    PageReadStore pages = attempt("A row group", () -> reader.readRowGroup(number));
    rows =
        attempt(
            "A row group",
            () -> {
              MessageColumnIO columns = new ColumnIOFactory().getColumnIO(wantedSchema, fileSchema);
              return columns.getRecordReader(
                  pages, new RowConverter(wantedSchema, options.recordLimit(), texts));
            });
  }

  private void check(BlockMetaData group) throws BlockFault {
    long bytes = 0;
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (!wantedSchema.containsPath(column.getPath().toArray())) {
        continue;
      }
      long start = column.getStartingPos();
      long size = column.getTotalSize();
      if (start < 0 || size < 0 || start > file.length() || size > file.length() - start) {
        throw new BlockFault(RejectReason.MALFORMED, "A column lies outside the file");
      }
      bytes += size;
    }
    if (bytes > Math.min(file.length(), LARGEST_GROUP)) {
      throw new BlockFault(
          RejectReason.TOO_LARGE, "The columns of a row group take " + bytes + " bytes");
    }
    // A run of equal values takes few bytes, but rows that say something differ.
    long most = (1L << 20) + bytes * options.ratioLimit();
    if (group.getRowCount() > most) {
      throw new BlockFault(
          RejectReason.EXPANDS_TOO_MUCH,
          "A row group of " + bytes + " bytes claims " + group.getRowCount() + " rows");
    }
  }

  /** The next row. */
  RowConverter.Group next() throws BlockFault {
    return attempt("A row", () -> rows.read());
  }

  int takeUndecodable() {
    return texts.takeUndecodable();
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
