package io.broadsheet.write;

import com.google.api.core.ApiFuture;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.Exceptions.AppendSerializationError;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import io.broadsheet.article.UserException;
import io.broadsheet.write.BigQueryJobs.Complaint;
import io.broadsheet.write.BigQueryJobs.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.StreamAppendClient;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.WriteStreamService;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowJsonCoder;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowToStorageApiProto;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowToStorageApiProto.SchemaInformation;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * Rows that the Storage Write API appends to a table, all at one instant: they go into a pending
 * stream, each at its own offset, so that one that is sent twice is there once. Memory: a request,
 * {@link #REQUEST_BYTES} and a row.
 */
final class BigQueryAppend implements AutoCloseable {
  /** BigQuery takes 10 MB at a time. */
  private static final int REQUEST_BYTES = 1 << 20;

  private final String table;
  private final String place;
  private final WriteStreamService service;
  private final int badRows;
  private final Descriptor descriptor;
  private final SchemaInformation schema;
  private final List<Complaint> complaints = new ArrayList<>();

  private ProtoRows.Builder request = ProtoRows.newBuilder();
  private long requestBytes;
  private String stream;
  private StreamAppendClient client;
  private long offset;

  /**
   * Begins nothing yet: a table to which no row is appended costs nothing.
   *
   * @param place {@code projects/…/datasets/…/tables/…}
   * @param badRows how many rows BigQuery may refuse
   */
  BigQueryAppend(
      String table, String place, TableSchema schema, WriteStreamService service, int badRows) {
    this.table = table;
    this.place = place;
    this.service = service;
    this.badRows = badRows;
    this.schema =
        SchemaInformation.fromTableSchema(
            TableRowToStorageApiProto.schemaToProtoTableSchema(schema));
    try {
      this.descriptor = TableRowToStorageApiProto.getDescriptorFromTableSchema(schema, true, false);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("a schema of ours is none: " + table, e);
    }
  }

  /** Appends rows in JSON Lines. */
  void rows(TableRows rows, Consumer<TableRow> more) throws IOException, InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(rows.stream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        TableRow row =
            CoderUtils.decodeFromByteArray(
                TableRowJsonCoder.of(), line.getBytes(StandardCharsets.UTF_8));
        more.accept(row);
        append(row);
      }
    }
  }

  /** Appends a row. */
  void row(Consumer<TableRow> cells) throws IOException, InterruptedException {
    TableRow row = new TableRow();
    cells.accept(row);
    append(row);
  }

  private void append(TableRow row) throws IOException, InterruptedException {
    ByteString bytes;
    try {
      bytes =
          TableRowToStorageApiProto.messageFromTableRow(
                  schema, descriptor, row, false, false, null, null, -1)
              .toByteString();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Of a class that is Beam's own: the row does not fit the schema.
      refuse("invalid", e.getMessage());
      return;
    }
    request.addSerializedRows(bytes);
    requestBytes += bytes.size();
    if (requestBytes >= REQUEST_BYTES) {
      send();
    }
  }

  private void send() throws IOException, InterruptedException {
    if (request.getSerializedRowsCount() == 0) {
      return;
    }
    try {
      if (client == null) {
        stream = service.createWriteStream(place, WriteStream.Type.PENDING).getName();
        client =
            service.getStreamAppendClient(
                stream,
                descriptor.toProto(),
                false,
                MissingValueInterpretation.MISSING_VALUE_INTERPRETATION_UNSPECIFIED);
      }
      AppendRowsResponse response = client.appendRows(offset, request.build()).get();
      if (response.hasError()) {
        throw new IOException(table + ": " + response.getError().getMessage());
      }
      offset += request.getSerializedRowsCount();
      request = ProtoRows.newBuilder();
      requestBytes = 0;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AppendSerializationError refused)) {
        throw new IOException(table + ": " + e.getCause().getMessage(), e);
      }
      // None of the request's rows was taken: those that BigQuery named stay away.
      request = without(refused.getRowIndexToErrorMessage());
      send();
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(table + ": " + e.getMessage(), e);
    }
  }

  private ProtoRows.Builder without(Map<Integer, String> refused) {
    if (refused.isEmpty()) {
      throw new IllegalStateException("BigQuery refuses rows and names none");
    }
    new TreeMap<>(refused).values().forEach(message -> refuse("invalid", message));
    ProtoRows.Builder rest = ProtoRows.newBuilder();
    for (int row = 0; row < request.getSerializedRowsCount(); row++) {
      if (!refused.containsKey(row)) {
        rest.addSerializedRows(request.getSerializedRows(row));
      }
    }
    return rest;
  }

  private void refuse(String reason, String message) {
    complaints.add(
        new Complaint(
            table,
            Load.WHOLE,
            complaints.size(),
            reason,
            "",
            String.valueOf(message),
            complaints.size() >= badRows));
    if (complaints.size() > badRows) {
      throw new RefusedException(complaints);
    }
  }

  /**
   * Makes the rows part of the table.
   *
   * @return what was left out
   */
  List<Complaint> commit() throws IOException, InterruptedException {
    send();
    if (client != null) {
      await(service.finalizeWriteStream(stream));
      BatchCommitWriteStreamsResponse done =
          await(service.commitWriteStreams(place, List.of(stream)));
      if (done.getStreamErrorsCount() > 0) {
        throw new IOException(table + ": " + done.getStreamErrors(0).getErrorMessage());
      }
    }
    return List.copyOf(complaints);
  }

  private <T> T await(ApiFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(table + ": " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      try {
        client.close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(table + ": " + e.getMessage(), e);
      }
    }
  }

  /** More rows were refused than the spec allows. */
  static final class RefusedException extends UserException {
    private static final long serialVersionUID = 1;

    private final transient List<Complaint> complaints;

    RefusedException(List<Complaint> complaints) {
      super("BigQuery refused a row, and table sink_errors says why: " + complaints.get(0));
      this.complaints = List.copyOf(complaints);
    }

    List<Complaint> complaints() {
      return complaints;
    }
  }
}
