package io.broadsheet.write;

import io.broadsheet.article.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Every kind of sink there is: a new one is one class and one line here. */
public final class SinkKinds {
  /** What is files in an output folder, which several of them may share. */
  private static final Map<String, Function<SinkRequest, FolderFormat>> IN_FOLDERS =
      Map.of(
          "csv",
          request ->
              text(
                  new CsvFormat(request.columns(), Boolean.parseBoolean(request.option("excel"))),
                  request),
          "jsonl",
          request -> text(new JsonLinesFormat(request.columns()), request),
          "parquet",
          SinkKinds::parquet,
          "bigquery-files",
          SinkKinds::bigQueryFiles,
          "html",
          request -> new HtmlPages(request.windows()));

  /** What has a target of its own. */
  private static final Map<String, Function<SinkRequest, PreparedSink>> OTHERS =
      Map.of(
          "duckdb", SinkKinds::duckDb,
          "postgres", SinkKinds::postgres,
          "bigquery", SinkKinds::provided);

  private SinkKinds() {}

  /** The names of all kinds, as specs write them. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(IN_FOLDERS.keySet());
    names.addAll(OTHERS.keySet());
    return names;
  }

  /** The files of a request for a folder; nothing if it asks for something else. */
  static Optional<FolderFormat> folderFormat(SinkRequest request) {
    return Optional.ofNullable(IN_FOLDERS.get(request.kind())).map(kind -> kind.apply(request));
  }

  static boolean isInFolder(SinkRequest request) {
    return IN_FOLDERS.containsKey(request.kind());
  }

  /** Takes the target of any other request. */
  static PreparedSink prepare(SinkRequest request) {
    Function<SinkRequest, PreparedSink> kind = OTHERS.get(request.kind());
    if (kind == null) {
      throw new IllegalStateException("no sink " + request.kind());
    }
    return kind.apply(request);
  }

  private static TextFiles text(RowFormat rows, SinkRequest request) {
    return new TextFiles(
        rows,
        windows(request),
        Compression.of(request.option("compress")),
        Long.parseLong(request.option("max_file")));
  }

  private static ParquetFiles parquet(SinkRequest request) {
    return new ParquetFiles(
        windows(request), request.windows().zone(), Long.parseLong(request.option("memory")));
  }

  private static PreparedSink duckDb(SinkRequest request) {
    Path file = Path.of(request.target()).toAbsolutePath().normalize();
    long memory = Long.parseLong(request.option("memory"));
    WorkFolder folder = WorkFolder.take(file.resolveSibling("." + file.getFileName() + ".work"));
    try {
      DuckDbSink.requireOurs(file, folder.stage(), memory);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
    return new PreparedSink(
        new DuckDbSink(file.toString(), folder.stage().toString(), memory), folder::close);
  }

  private static BigQueryFiles bigQueryFiles(SinkRequest request) {
    return new BigQueryFiles(request.option("dataset"), BigQueryTables.of(request));
  }

  private static PreparedSink provided(SinkRequest request) {
    for (SinkProvider provider : ServiceLoader.load(SinkProvider.class)) {
      if (provider.kind().equals(request.kind())) {
        try {
          return provider.prepare(request);
        } catch (NoClassDefFoundError e) {
          // Our own classes are left from an earlier build, their libraries are not there.
          throw withoutLibraries(request, e);
        }
      }
    }
    throw withoutLibraries(request, null);
  }

  private static UserException withoutLibraries(SinkRequest request, Throwable cause) {
    return new UserException(
        "This build has no libraries for the sink "
            + request.kind()
            + ": start the command once with BROADSHEET_WITH="
            + request.kind()
            + " in its environment, which builds it with them.",
        cause);
  }

  private static PreparedSink postgres(SinkRequest request) {
    PostgresServer server = PostgresServer.of(request);
    String staging = request.option("staging");
    WorkFolder folder =
        WorkFolder.temporary(
            Path.of(staging.equals("none") ? System.getProperty("java.io.tmpdir") : staging));
    return new PreparedSink(
        new PostgresSink(server, request.option("schema"), folder.stage().toString()),
        folder::close);
  }

  private static WindowFolders windows(SinkRequest request) {
    return request.isPartitioned() ? WindowFolders.of(request.windows()) : WindowFolders.none();
  }
}
