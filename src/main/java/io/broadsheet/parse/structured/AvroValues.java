package io.broadsheet.parse.structured;

import com.fasterxml.jackson.core.JsonGenerator;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.StructuredRecords;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Decodes the records of a block (Avro 1.11, "Binary Encoding"), trusting no length and no count.
 *
 * <p>Written here and not left to Avro's own readers, because these descend as deep as the data say
 * and allocate what the data ask for.
 */
final class AvroValues {
  private static final int LONGEST_NUMBER = 100;

  private final Schema schema;
  private final StructuredRecords records;
  private final int nestingLimit;
  private final long itemLimit;
  private final Texts texts = new Texts();
  private byte[] bytes = new byte[0];
  private int at;

  /** Values of the record so far: those that take no bytes must end, too. */
  private long items;

  AvroValues(Schema schema, StructuredRecords records, ParseOptions options) {
    this.schema = schema;
    this.records = records;
    nestingLimit = options.nestingLimit();
    itemLimit = options.recordLimit();
  }

  /** Goes to the first record of a block. */
  void start(byte[] block) {
    bytes = block;
    at = 0;
  }

  /**
   * Reads a record and hands it on.
   *
   * @throws BlockFault if the bytes are none; the rest of the block cannot be read then
   */
  void readRecord(long ordinal) throws IOException, BlockFault {
    items = 0;
    JsonGenerator json = records.start();
    for (Schema.Field field : schema.getFields()) {
      boolean isWanted = records.isWanted(field.name());
      if (isWanted) {
        json.writeFieldName(field.name());
      }
      read(field.schema(), isWanted ? json : null, 1);
    }
    records.end(ordinal, texts.takeUndecodable());
  }

  /**
   * Reads a value.
   *
   * @param json where it is written to; null if it is passed over
   */
  private void read(Schema type, JsonGenerator json, int depth) throws IOException, BlockFault {
    if (depth > nestingLimit) {
      throw new BlockFault(RejectReason.TOO_DEEP, "A record is nested deeper than " + nestingLimit);
    }
    if (++items > itemLimit) {
      throw new BlockFault(
          RejectReason.TOO_LARGE, "A record has more than " + itemLimit + " values");
    }
    switch (type.getType()) {
      case NULL -> {
        if (json != null) {
          json.writeNull();
        }
      }
      case BOOLEAN -> {
        boolean value = next() != 0;
        if (json != null) {
          json.writeBoolean(value);
        }
      }
      case INT, LONG -> integer(type, readLong(), json);
      case FLOAT -> real(Float.intBitsToFloat((int) fixed(4)), json);
      case DOUBLE -> real(Double.longBitsToDouble(fixed(8)), json);
      case STRING, BYTES -> text(type, length(readLong()), json);
      case FIXED -> text(type, length(type.getFixedSize()), json);
      case ENUM -> {
        List<String> symbols = type.getEnumSymbols();
        String symbol = symbols.get(index(symbols.size()));
        if (json != null) {
          json.writeString(symbol);
        }
      }
      case UNION -> {
        List<Schema> branches = type.getTypes();
        read(branches.get(index(branches.size())), json, depth + 1);
      }
      case RECORD -> {
        if (json != null) {
          json.writeStartObject();
        }
        for (Schema.Field field : type.getFields()) {
          if (json != null) {
            json.writeFieldName(field.name());
          }
          read(field.schema(), json, depth + 1);
        }
        if (json != null) {
          json.writeEndObject();
        }
      }
      case ARRAY -> {
        if (json != null) {
          json.writeStartArray();
        }
        readItems(type.getElementType(), false, json, depth);
        if (json != null) {
          json.writeEndArray();
        }
      }
      case MAP -> {
        if (json != null) {
          json.writeStartObject();
        }
        readItems(type.getValueType(), true, json, depth);
        if (json != null) {
          json.writeEndObject();
        }
      }
    }
  }

  /** Items come in runs, each with their number before them, negative if a size follows. */
  private void readItems(Schema type, boolean isMap, JsonGenerator json, int depth)
      throws IOException, BlockFault {
    long count = readLong();
    while (count != 0) {
      if (count < 0) {
        readLong();
      }
      for (long left = Math.abs(count); left > 0; left--) {
        if (isMap) {
          int length = length(readLong());
          String name = texts.of(bytes, at, length);
          at += length;
          if (json != null) {
            json.writeFieldName(name);
          }
        }
        read(type, json, depth + 1);
      }
      if (count == Long.MIN_VALUE) {
        throw broken();
      }
      count = readLong();
    }
  }

  private static void integer(Schema type, long value, JsonGenerator json) throws IOException {
    if (json == null) {
      return;
    }
    String logical = type.getProp("logicalType");
    switch (logical == null ? "" : logical) {
      case "date" -> json.writeString(Moments.day(value));
      case "timestamp-millis" ->
          json.writeString(Moments.moment(value, TimeUnit.MILLISECONDS, true));
      case "timestamp-micros" ->
          json.writeString(Moments.moment(value, TimeUnit.MICROSECONDS, true));
      case "timestamp-nanos" -> json.writeString(Moments.moment(value, TimeUnit.NANOSECONDS, true));
      case "local-timestamp-millis" ->
          json.writeString(Moments.moment(value, TimeUnit.MILLISECONDS, false));
      case "local-timestamp-micros" ->
          json.writeString(Moments.moment(value, TimeUnit.MICROSECONDS, false));
      default -> json.writeNumber(value);
    }
  }

  private static void real(double value, JsonGenerator json) throws IOException {
    if (json == null) {
      return;
    }
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private void text(Schema type, int length, JsonGenerator json) throws IOException {
    int from = at;
    at += length;
    if (json == null) {
      return;
    }
    if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal
        && length > 0
        && length <= LONGEST_NUMBER) {
      BigInteger unscaled = new BigInteger(Arrays.copyOfRange(bytes, from, at));
      json.writeString(new BigDecimal(unscaled, decimal.getScale()).toString());
    } else {
      json.writeString(texts.of(bytes, from, length));
    }
  }

  private int index(int size) throws BlockFault {
    long index = readLong();
    if (index < 0 || index >= size) {
      throw broken();
    }
    return (int) index;
  }

  private int length(long length) throws BlockFault {
    if (length < 0 || length > bytes.length - at) {
      throw broken();
    }
    return (int) length;
  }

  private int next() throws BlockFault {
    if (at >= bytes.length) {
      throw broken();
    }
    return bytes[at++] & 0xff;
  }

  /** A number of so many bytes, the lowest first. */
  private long fixed(int size) throws BlockFault {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  /** A number in groups of seven bits, its sign in the lowest. */
  private long readLong() throws BlockFault {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw broken();
  }

  private static BlockFault broken() {
    return new BlockFault(RejectReason.MALFORMED, "A record does not follow its schema");
  }
}
