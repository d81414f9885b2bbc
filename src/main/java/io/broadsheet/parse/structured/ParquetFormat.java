package io.broadsheet.parse.structured;

import com.fasterxml.jackson.core.JsonGenerator;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.Emitter;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import io.broadsheet.parse.StructuredRecords;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * Parquet: a row is an article, its columns by the rules for JSON. Only the columns that can fill a
 * field are read. A row group that is damaged costs its rows.
 *
 * <p>The file is read in any order, so it is copied to a temporary file if it is larger than a few
 * MiB. Memory: the packed bytes of the wanted columns of a row group, and a page of each.
 */
public final class ParquetFormat implements Format {
  /** Below so many bytes the ratio means nothing. */
  private static final long RATIO_FROM = 10 << 20;

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public String recognise(Head head) {
    byte[] bytes = head.bytes();
    boolean isParquet =
        bytes.length >= 8
            && bytes[0] == 'P'
            && bytes[1] == 'A'
            && bytes[2] == 'R'
            && (bytes[3] == '1' || bytes[3] == 'E');
    return isParquet ? "starts as a Parquet file" : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Emitter emitter = new Emitter(input, options, output);
    StructuredRecords records = new StructuredRecords(options, emitter);
    try (SpooledFile file = SpooledFile.of(input.stream());
        ParquetRows rows = new ParquetRows(file, options)) {
      rows.open(records::isWanted);
      if (records.haveText(rows.columns())) {
        new Reading(rows, records, emitter, options).read(file.length());
      }
    } catch (BlockFault fault) {
      emitter.reject(0, fault.reason(), fault.getMessage(), "");
    }
  }

  /** One file on its way. */
  private static final class Reading {
    private final ParquetRows rows;
    private final StructuredRecords records;
    private final Emitter emitter;
    private final ParseOptions options;

    Reading(ParquetRows rows, StructuredRecords records, Emitter emitter, ParseOptions options) {
      this.rows = rows;
      this.records = records;
      this.emitter = emitter;
      this.options = options;
    }

    void read(long fileBytes) throws IOException, BlockFault {
      long ordinal = 0;
      for (int group = 0; group < rows.groups(); group++) {
        long end = ordinal + rows.rowsOf(group);
        try {
          rows.startGroup(group);
          while (ordinal < end) {
            RowConverter.Group row = rows.next();
            JsonGenerator json = records.start();
            writeMembers(row, json);
            records.end(ordinal, rows.takeUndecodable());
            ordinal++;
            if (records.bytes() > RATIO_FROM
                && records.bytes() / options.ratioLimit() > fileBytes) {
              emitter.reject(
                  ordinal,
                  RejectReason.EXPANDS_TOO_MUCH,
                  "The rows take more than "
                      + options.ratioLimit()
                      + " times the bytes of the file",
                  "");
              return;
            }
          }
        } catch (BlockFault fault) {
          String lost = " (rows " + ordinal + " to " + (end - 1) + " are lost)";
          emitter.reject(ordinal, fault.reason(), fault.getMessage() + lost, "");
          ordinal = end;
        }
      }
    }

    private static void writeMembers(RowConverter.Group group, JsonGenerator json)
        throws IOException {
      GroupType type = group.type();
      for (int i = 0; i < type.getFieldCount(); i++) {
        Type field = type.getType(i);
        json.writeFieldName(field.getName());
        List<Object> values = group.values().get(i);
        if (field.isRepetition(Type.Repetition.REPEATED)) {
          writeList(values, json);
        } else if (values.isEmpty()) {
          json.writeNull();
        } else {
          writeValue(field, values.get(0), json);
        }
      }
    }

    private static void writeList(List<Object> values, JsonGenerator json) throws IOException {
      json.writeStartArray();
      for (Object value : values) {
        writeValue(null, value, json);
      }
      json.writeEndArray();
    }

    private static void writeValue(Type type, Object value, JsonGenerator json) throws IOException {
      if (!(value instanceof RowConverter.Group group)) {
        if (value instanceof Long number) {
          json.writeNumber(number);
        } else if (value instanceof Double real) {
          json.writeNumber(real);
        } else if (value instanceof Boolean truth) {
          json.writeBoolean(truth);
        } else {
          json.writeString((String) value);
        }
        return;
      }
      boolean isList =
          type != null && type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
      boolean isMap =
          type != null
              && (type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                  || type.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation);
      if (isList && group.type().getFieldCount() == 1) {
        writeElements(group, json);
      } else if (isMap && group.type().getFieldCount() == 1) {
        writeEntries(group, json);
      } else {
        json.writeStartObject();
        writeMembers(group, json);
        json.writeEndObject();
      }
    }

    /**
     * The elements of a list are wrapped in a group of one field, except by old writers (Parquet,
     * "Backward-compatibility rules").
     */
    private static void writeElements(RowConverter.Group list, JsonGenerator json)
        throws IOException {
      Type repeated = list.type().getType(0);
      boolean isWrapped =
          !repeated.isPrimitive()
              && repeated.asGroupType().getFieldCount() == 1
              && !repeated.getName().equals("array")
              && !repeated.getName().endsWith("_tuple");
      json.writeStartArray();
      for (Object value : list.values().get(0)) {
        if (isWrapped) {
          RowConverter.Group wrapper = (RowConverter.Group) value;
          List<Object> element = wrapper.values().get(0);
          Type elementType = wrapper.type().getType(0);
          if (elementType.isRepetition(Type.Repetition.REPEATED)) {
            writeList(element, json);
          } else if (element.isEmpty()) {
            json.writeNull();
          } else {
            writeValue(elementType, element.get(0), json);
          }
        } else {
          writeValue(null, value, json);
        }
      }
      json.writeEndArray();
    }

    private static void writeEntries(RowConverter.Group map, JsonGenerator json)
        throws IOException {
      json.writeStartObject();
      for (Object value : map.values().get(0)) {
        boolean isEntry =
            value instanceof RowConverter.Group entry
                && entry.type().getFieldCount() == 2
                && entry.values().get(0).size() == 1
                && !(entry.values().get(0).get(0) instanceof RowConverter.Group);
        if (isEntry) {
          RowConverter.Group entry = (RowConverter.Group) value;
          json.writeFieldName(String.valueOf(entry.values().get(0).get(0)));
          List<Object> held = entry.values().get(1);
          if (held.isEmpty()) {
            json.writeNull();
          } else {
            writeValue(entry.type().getType(1), held.get(0), json);
          }
        }
      }
      json.writeEndObject();
    }
  }
}
