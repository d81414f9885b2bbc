package io.broadsheet.parse.structured;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Builds rows of a Parquet file as values that are ready to be written: texts, numbers, groups. A
 * row has a budget of bytes, because a few bytes of a column can stand for millions of values.
 */
final class RowConverter extends RecordMaterializer<RowConverter.Group> {
  private static final int BYTES_PER_VALUE = 16;

  /** A row that needs more than its budget. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * The values of a group.
   *
   * @param values for each field of the type its values, of which only a repeated field has several
   */
  record Group(GroupType type, List<List<Object>> values) {}

  private final long budget;
  private final Texts texts;
  private final GroupNode root;
  private long spent;

  RowConverter(MessageType schema, long budget, Texts texts) {
    this.budget = budget;
    this.texts = texts;
    root = new GroupNode(schema, null);
  }

  @Override
  public Group getCurrentRecord() {
    spent = 0;
    return root.current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private void spend(long bytes) {
    spent += bytes + BYTES_PER_VALUE;
    if (spent > budget) {
      throw new TooLargeException();
    }
  }

  /** Where a value belongs. */
  private record Place(GroupNode group, int field) {
    void add(Object value) {
      group.current.values().get(field).add(value);
    }
  }

  private final class GroupNode extends GroupConverter {
    private final GroupType type;
    private final Place place;
    private final Converter[] fields;
    private Group current;

    GroupNode(GroupType type, Place place) {
      this.type = type;
      this.place = place;
      fields = new Converter[type.getFieldCount()];
      for (int i = 0; i < fields.length; i++) {
        Type field = type.getType(i);
        Place inside = new Place(this, i);
        fields[i] =
            field.isPrimitive()
                ? new ValueNode(field.asPrimitiveType(), inside)
                : new GroupNode(field.asGroupType(), inside);
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      spend((long) fields.length * BYTES_PER_VALUE);
      List<List<Object>> values = new ArrayList<>(fields.length);
      for (int i = 0; i < fields.length; i++) {
        values.add(new ArrayList<>(1));
      }
      current = new Group(type, values);
    }

    @Override
    public void end() {
      if (place != null) {
        place.add(current);
      }
    }
  }

  private final class ValueNode extends PrimitiveConverter {
    private final PrimitiveType type;
    private final LogicalTypeAnnotation logical;
    private final Place place;

    ValueNode(PrimitiveType type, Place place) {
      this.type = type;
      this.place = place;
      logical = type.getLogicalTypeAnnotation();
    }

    private void add(Object value, long bytes) {
      spend(bytes);
      place.add(value);
    }

    @Override
    public void addBinary(Binary value) {
      spend(value.length());
      byte[] bytes = value.getBytesUnsafe();
      Object made;
      if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96 && bytes.length == 12) {
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        made = Moments.int96(parts.getLong(), parts.getInt());
      } else if (logical instanceof DecimalLogicalTypeAnnotation decimal && bytes.length > 0) {
        made = decimal(new BigInteger(bytes), decimal);
      } else {
        made = texts.of(bytes, 0, bytes.length);
      }
      place.add(made);
    }

    private static String decimal(BigInteger unscaled, DecimalLogicalTypeAnnotation type) {
      return unscaled.bitLength() > 400 ? "" : new BigDecimal(unscaled, type.getScale()).toString();
    }

    @Override
    public void addBoolean(boolean value) {
      add(value, 1);
    }

    @Override
    public void addDouble(double value) {
      add(Double.isFinite(value) ? value : "", 8);
    }

    @Override
    public void addFloat(float value) {
      addDouble(value);
    }

    @Override
    public void addInt(int value) {
      addLong(value);
    }

    @Override
    public void addLong(long value) {
      if (logical instanceof DateLogicalTypeAnnotation) {
        add(Moments.day(value), 8);
      } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
        add(Moments.moment(value, unit(timestamp), timestamp.isAdjustedToUTC()), 8);
      } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
        add(decimal(BigInteger.valueOf(value), decimal), 8);
      } else {
        add(value, 8);
      }
    }

    private static TimeUnit unit(TimestampLogicalTypeAnnotation timestamp) {
      return switch (timestamp.getUnit()) {
        case MILLIS -> TimeUnit.MILLISECONDS;
        case MICROS -> TimeUnit.MICROSECONDS;
        case NANOS -> TimeUnit.NANOSECONDS;
      };
    }
  }
}
