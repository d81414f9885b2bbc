package io.broadsheet.parse.structured;

import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.Emitter;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import io.broadsheet.parse.StructuredRecords;
import java.io.IOException;
import org.apache.avro.Schema;

/**
 * Avro object container files (Avro 1.11, "Object Container Files"): a record is an article, its
 * fields by the rules for JSON. A damaged block costs its records.
 */
public final class AvroFormat implements Format {
  private static final int LARGEST_SCHEMA = 1 << 20;

  /** Below so many bytes the ratio means nothing. */
  private static final long RATIO_FROM = 10 << 20;

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public String recognise(Head head) {
    return AvroBlocks.isStart(head.bytes()) ? "starts as an Avro file" : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Emitter emitter = new Emitter(input, options, output);
    AvroBlocks blocks = new AvroBlocks(input.stream(), options.recordLimit());
    StructuredRecords records = new StructuredRecords(options, emitter);
    Schema schema;
    try {
      blocks.readHeader();
      schema = schema(blocks.metadata("avro.schema"));
    } catch (BlockFault fault) {
      emitter.reject(0, fault.reason(), fault.getMessage(), "");
      return;
    }
    if (!records.haveText(schema.getFields().stream().map(Schema.Field::name).toList())) {
      return;
    }
    AvroValues values = new AvroValues(schema, records, options);
    long ordinal = 0;
    boolean hasMore = true;
    while (hasMore) {
      try {
        hasMore = blocks.next();
        if (hasMore) {
          values.start(blocks.block());
          for (long left = blocks.count(); left > 0; left--) {
            values.readRecord(ordinal);
            ordinal++;
            checkExpansion(records.bytes(), blocks.bytes(), options);
          }
        }
      } catch (BlockFault fault) {
        // The ordinal goes on, so that no two records have the same.
        emitter.reject(ordinal, fault.reason(), fault.getMessage(), "");
        ordinal++;
        hasMore = fault.reason() != RejectReason.EXPANDS_TOO_MUCH && blocks.toNextBlock();
      }
    }
  }

  private static Schema schema(String json) throws BlockFault {
    if (json.length() > LARGEST_SCHEMA) {
      throw new BlockFault(RejectReason.TOO_LARGE, "The schema is larger than 1 MiB");
    }
    Schema schema;
    try {
      schema = new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(json);
    } catch (RuntimeException e) {
      // Most broken schemas are a SchemaParseException, some are exceptions of other kinds.
      throw new BlockFault(
          RejectReason.MALFORMED, "The schema cannot be read: " + e.getMessage(), e);
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw new BlockFault(RejectReason.MALFORMED, "The schema is none of records");
    }
    return schema;
  }

  private static void checkExpansion(long expanded, long read, ParseOptions options)
      throws BlockFault {
    if (expanded > RATIO_FROM && expanded / options.ratioLimit() > Math.max(1, read)) {
      throw new BlockFault(
          RejectReason.EXPANDS_TOO_MUCH,
          "The records take more than " + options.ratioLimit() + " times the bytes of the file");
    }
  }
}
