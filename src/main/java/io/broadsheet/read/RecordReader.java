package io.broadsheet.read;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.ArticleAssembler;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Formats;
import io.broadsheet.parse.Formats.Detection;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads files into articles and rejections: opens them, unpacks them, finds their format, parses
 * them.
 *
 * <p>Whatever is wrong with a file or a record becomes a rejection, and costs that file or record
 * only. Memory: one record, and the first {@link Head#BYTES} bytes of a file.
 */
public final class RecordReader implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String AUTO = "auto";

  /**
   * What the job says about one of its inputs.
   *
   * @param format {@code auto} or a format's name
   * @param options what its parser needs to know
   * @param assembler turns what the parser finds into articles
   */
  public record Input(String format, ParseOptions options, ArticleAssembler assembler)
      implements Serializable {}

  /**
   * What reading a range found out about its file.
   *
   * @param format the name of its format; empty if no format recognises it
   * @param sha256 of the whole file in hexadecimal; empty if only a part was read
   * @param skipped records of kinds that are no articles, such as pictures of a crawl
   */
  public record Reading(String format, String sha256, long skipped) {}

  private final List<Input> inputs;
  private final ContainerLimits limits;
  private final RunCounters counters;

  /** Where relative names start: a worker elsewhere may have another working directory. */
  private final String workingFolder = Path.of("").toAbsolutePath().toString();

  public RecordReader(List<Input> inputs, ContainerLimits limits, RunCounters counters) {
    this.inputs = List.copyOf(inputs);
    this.limits = limits;
    this.counters = counters;
  }

  /** Shares files out among workers; large files in ranges where that can be. */
  public List<ReadTask> plan(List<InputFile> files, int workers) {
    return ReadTask.plan(files, this::isSplittable, workers);
  }

  private boolean isSplittable(InputFile file) {
    try (InputStream in = InputFiles.open(file, Path.of(workingFolder))) {
      Head head = new Head(in.readNBytes(Head.BYTES), false, file.name());
      return Containers.kind(head.bytes()).isEmpty()
          && detect(head, inputs.get(file.input())).isSplittable();
    } catch (IOException e) {
      return false; // the worker that reads it tells why
    }
  }

  /** Reads a range of a file; whatever is wrong with it becomes a rejection. */
  public Reading read(ReadTask.Range range, ArticleOutput output) {
    InputFile file = range.file();
    boolean isWhole = range.start() == 0 && range.end() == Long.MAX_VALUE;
    FileReading reading = new FileReading(inputs.get(file.input()), range, output);
    String sha256 = "";
    try (CountingStream in =
        new CountingStream(InputFiles.open(file, Path.of(workingFolder)), counters, isWhole)) {
      if (isWhole) {
        Containers.open(file.name(), in, limits, counters.expandedBytes(), reading);
        sha256 = in.sha256OfAll();
      } else {
        reading.range(in);
      }
      if (!InputFiles.isUnchanged(file, Path.of(workingFolder))) {
        reading.reject(
            RejectReason.CHANGED_WHILE_READ,
            "the file changed while it was read; what was read of it is counted");
      }
    } catch (IOException e) {
      reading.reject(RejectReason.UNREADABLE, InputFiles.reasonOf(e));
    }
    counters.addArticles(reading.articles);
    counters.addRejects(reading.rejections);
    return new Reading(String.join(" ", reading.formats), sha256, reading.skipped);
  }

  /**
   * Dates an article whose date was ambiguous, now that an order of day and month is known.
   *
   * @param input the number of the input that it was read from
   */
  public Article inOrder(Article article, int input, DateOrder order) {
    return inputs.get(input).assembler().inOrder(article, order);
  }

  /** Reads a record that is no file; whatever is wrong with it becomes a rejection. */
  public void readRecord(KafkaRecord record, ArticleOutput output) {
    byte[] value = record.value();
    InputFile file = new InputFile(record.input(), record.partitionName(), value.length, 0);
    FileReading reading =
        new FileReading(
            inputs.get(record.input()),
            new ReadTask.Range(file, 0, Long.MAX_VALUE),
            new ArticleOutput() {
              @Override
              public void article(Article article) {
                output.article(article.withNotes(record.provenance()));
              }

              @Override
              public void rejection(Rejection rejection) {
                output.rejection(rejection);
              }
            });
    try {
      reading.file(Long.toString(record.offset()), new ByteArrayInputStream(value));
    } catch (IOException e) {
      reading.reject(RejectReason.UNREADABLE, InputFiles.reasonOf(e));
    }
    counters.addArticles(reading.articles);
    counters.addRejects(reading.rejections);
    counters.addBytes(value.length);
  }

  private static Detection detect(Head head, Input input) {
    if (input.format().equals(AUTO)) {
      return Formats.detect(head, input.options());
    }
    Format forced = Formats.named(input.format()).orElseThrow();
    return Formats.forced(forced, head, input.options());
  }

  /** One file on its way through. */
  private final class FileReading implements RecordOutput, Containers.Visitor {
    private final Input input;
    private final ReadTask.Range range;
    private final ArticleOutput output;
    private final SortedSet<String> formats = new TreeSet<>();
    private long articles;
    private long rejections;
    private long skipped;

    FileReading(Input input, ReadTask.Range range, ArticleOutput output) {
      this.input = input;
      this.range = range;
      this.output = output;
    }

    @Override
    public void file(String name, InputStream stream) throws IOException {
      Head head = Head.of(stream, name.isEmpty() ? range.file().name() : name);
      Detection detection = detect(head, input);
      String file = range.file().name();
      if (detection.format().isEmpty()) {
        rejection(
            new Rejection(
                new Source(file, name, 0),
                RejectReason.UNKNOWN_FORMAT,
                detection.reason(),
                excerpt(head)));
        return;
      }
      Format format = detection.format().get();
      formats.add(format.name());
      format.parse(
          new RecordInput(file, name, stream, 0, Long.MAX_VALUE, detection.charset().name()),
          input.options(),
          this);
    }

    /** Reads the records of a range of a file that is not packed. */
    void range(CountingStream in) throws IOException {
      String file = range.file().name();
      Head head;
      try (InputStream start = InputFiles.open(range.file(), Path.of(workingFolder))) {
        head = new Head(start.readNBytes(Head.BYTES), false, file);
      }
      Detection detection = detect(head, input);
      Format format = detection.format().orElseThrow();
      formats.add(format.name());
      RecordInput records =
          new RecordInput(file, "", in, range.start(), range.end(), detection.charset().name());
      in.skipNBytes(records.streamStart());
      format.parse(records, input.options(), this);
    }

    @Override
    public void article(RawArticle raw) {
      input.assembler().assemble(raw).ifPresentOrElse(this::article, () -> noText(raw));
    }

    private void article(Article article) {
      articles++;
      output.article(article);
    }

    private void noText(RawArticle raw) {
      rejection(
          new Rejection(
              raw.source,
              RejectReason.NO_TEXT,
              "the record has neither a title nor a body",
              raw.url));
    }

    @Override
    public void rejection(Rejection rejection) {
      rejections++;
      output.rejection(rejection);
    }

    @Override
    public void skipped() {
      skipped++;
    }

    void reject(RejectReason reason, String detail) {
      rejection(new Rejection(new Source(range.file().name(), "", 0), reason, detail, ""));
    }

    private static String excerpt(Head head) {
      int length = Math.min(head.bytes().length, Rejection.EXCERPT_CHARS);
      return new String(head.bytes(), 0, length, StandardCharsets.UTF_8);
    }
  }
}
