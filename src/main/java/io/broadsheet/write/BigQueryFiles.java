package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableDocs;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a load into BigQuery needs, for those who do it themselves: {@code bigquery/data} has the
 * rows as newline-delimited JSON, a file for each partition, {@code bigquery/schema} each table's
 * schema, and {@code bigquery/load.sh} replaces partition by partition. Running that twice changes
 * nothing.
 *
 * @param dataset {@code dataset} or {@code project:dataset}
 * @param layout the partitions of its tables
 */
public record BigQueryFiles(String dataset, BigQueryTables layout) implements FolderFormat {
  private static final long serialVersionUID = 1;

  private static final String FOLDER = "bigquery";
  private static final String ENDING = ".jsonl.gz";

  /**
   * The files for a data set.
   *
   * @throws UserException if there can be none of that name
   */
  public BigQueryFiles {
    if (!dataset.matches("([A-Za-z0-9.:-]+[:.])?[A-Za-z0-9_]{1,1024}")) {
      throw new UserException(
          "The dataset of the bigquery-files sink must be DATASET or PROJECT:DATASET, not `"
              + dataset
              + "`.");
    }
  }

  @Override
  public String name() {
    return "bigquery-files";
  }

  @Override
  public RowFormat rows() {
    return new JsonLinesFormat();
  }

  @Override
  public Writer open(Path version, Path scratch) throws IOException {
    Path folder = Files.createDirectory(version.resolve(FOLDER));
    Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(folder.resolve("schema"));
    return new FilesWriter(folder);
  }

  private final class FilesWriter implements Writer {
    private final Path folder;
    private final Map<Table, Set<String>> partitionsByTable = new LinkedHashMap<>();

    FilesWriter(Path folder) {
      this.folder = folder;
    }

    @Override
    public TableFile write(TableRows rows) throws IOException {
      Table table = rows.table();
      Path data = Files.createDirectory(folder.resolve("data").resolve(table.name()));
      Set<String> partitions = new TreeSet<>();
      long bytes = 0;
      if (PartitionedFiles.hasWindows(table)) {
        for (TableRows partition : rows.groups(layout::partition)) {
          String id = layout.partition(partition.windowStart());
          partitions.add(id);
          bytes += writeFile(partition, data.resolve(id + ENDING));
        }
      } else {
        bytes = writeFile(rows, data.resolve("all" + ENDING));
      }
      partitionsByTable.put(table, partitions);
      String schema = TableDocs.BIGQUERY.of(List.of(table));
      DurableFiles.create(
          folder.resolve("schema").resolve(table.name() + ".json"),
          schema.getBytes(StandardCharsets.UTF_8));
      return new TableFile(
          table.name(), name(), FOLDER + "/data/" + table.name(), rows.rows(), bytes);
    }

    /** Writes the script, and files without rows where a table has none in a partition. */
    @Override
    public void finish() throws IOException {
      Set<String> all = new TreeSet<>();
      partitionsByTable.values().forEach(all::addAll);
      BigQueryTables.requireNotTooMany(all);
      List<String> calls = new ArrayList<>();
      for (Map.Entry<Table, Set<String>> entry : partitionsByTable.entrySet()) {
        Table table = entry.getKey();
        Path data = folder.resolve("data").resolve(table.name());
        if (!PartitionedFiles.hasWindows(table)) {
          calls.add(call(table, "", "all"));
        } else {
          for (String partition : all) {
            if (!entry.getValue().contains(partition)) {
              // What an earlier load has put there must go.
              writeEmpty(data.resolve(partition + ENDING));
            }
            calls.add(call(table, "$" + partition, partition));
          }
        }
        DurableFiles.forceFolder(data);
      }
      Path script = folder.resolve("load.sh");
      DurableFiles.create(script, script(calls).getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (String name : List.of("data", "schema", ".")) {
        DurableFiles.forceFolder(folder.resolve(name));
      }
    }
  }

  private static long writeFile(TableRows rows, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream compressed =
          Compression.GZ.over(
              new BufferedOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void close() throws IOException {
                  flush();
                }
              });
      rows.writeTo(compressed);
      compressed.close();
      channel.force(true);
      return channel.position();
    }
  }

  private static void writeEmpty(Path file) throws IOException {
    try (OutputStream out = Compression.GZ.over(Files.newOutputStream(file))) {
      out.flush();
    }
  }

  /** One call of bq; tables and partitions have names that need no quotes but for the dollar. */
  private String call(Table table, String decorator, String file) {
    List<String> words = new ArrayList<>(List.of("bq load --replace"));
    words.add("--source_format=NEWLINE_DELIMITED_JSON");
    if (PartitionedFiles.hasWindows(table)) {
      words.add("--time_partitioning_field=" + BigQueryTables.PARTITION_COLUMN);
      words.add("--time_partitioning_type=" + layout.unit().name());
    }
    String clustering = String.join(",", BigQueryTables.clustering(table));
    if (!clustering.isEmpty()) {
      words.add("--clustering_fields=" + clustering);
    }
    words.add("\"$dataset\"'." + table.name() + decorator + "'");
    words.add("data/" + table.name() + "/" + file + ENDING);
    words.add("schema/" + table.name() + ".json");
    return String.join(" ", words);
  }

  private String script(List<String> calls) {
    return String.format(
        Locale.ROOT,
        """
        #!/usr/bin/env bash
        # Loads the tables into BigQuery with its bq command, which must be signed in. Each call replaces
        # one partition, or a table without windows, so that running this again changes nothing, and after
        # a failure it is run again from the start. Partitions of other windows stay as they are.
        #
        #   ./load.sh [DATASET or PROJECT:DATASET]
        set -euo pipefail
        cd "$(dirname "$0")"
        dataset=${1:-%s}

        %s
        """,
        dataset,
        String.join("\n", calls));
  }
}
