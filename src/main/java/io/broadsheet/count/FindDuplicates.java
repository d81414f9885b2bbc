package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.bytes.NumberSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the records that are further readings of an article: of those with one duplicate key all
 * but the one with the earliest date (undated last), then the smallest article id, then the first
 * source.
 *
 * <p>Input: blocks of {@link Reading}s, keyed by a shard of their duplicate keys, in one window.
 * Output: a block of {@link DuplicateRecords} for every shard that has any. Memory: the readings of
 * one shard, about 150 bytes each.
 */
final class FindDuplicates
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<byte[]>> {

  /**
   * What decides between the readings of an article.
   *
   * @param publishedMillis {@link Long#MAX_VALUE} if undated
   */
  record Reading(
      Hash128 duplicateKey,
      long publishedMillis,
      Hash128 articleId,
      String sourceName,
      long offset) {

    static final Comparator<Reading> BEST_FIRST =
        Comparator.comparing(Reading::duplicateKey)
            .thenComparing(Reading::publishedMillis)
            .thenComparing(Reading::articleId)
            .thenComparing(Reading::sourceName)
            .thenComparing(Reading::offset);

    boolean isDated() {
      return publishedMillis != Long.MAX_VALUE;
    }

    void writeTo(ByteWriter out) {
      out.writeLong(duplicateKey.high());
      out.writeLong(duplicateKey.low());
      out.writeLong(publishedMillis);
      out.writeLong(articleId.high());
      out.writeLong(articleId.low());
      out.writeText(sourceName);
      out.writeVarLong(offset);
    }

    static Reading readFrom(ByteReader in) {
      return new Reading(
          new Hash128(in.readLong(), in.readLong()),
          in.readLong(),
          new Hash128(in.readLong(), in.readLong()),
          in.readText(),
          in.readVarLong());
    }
  }

  private FindDuplicates() {}

  static FindDuplicates amongReadings() {
    return new FindDuplicates();
  }

  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> readings) {
    return readings
        .apply("GroupReadings", GroupByKey.create())
        .apply("PickFirstReadings", ParDo.of(new PickFirstReadingsFn()));
  }

  static final class PickFirstReadingsFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<byte[]> duplicates) {
      List<Reading> readings = new ArrayList<>();
      for (byte[] block : shard.getValue()) {
        ByteReader in = new ByteReader(block);
        while (in.hasMore()) {
          readings.add(Reading.readFrom(in));
        }
      }
      NumberSort.sort(
          readings, Reading.BEST_FIRST, List.of(reading -> reading.duplicateKey().roughly()));
      DuplicateRecords.Builder found = new DuplicateRecords.Builder();
      for (int i = 1; i < readings.size(); i++) {
        Reading reading = readings.get(i);
        if (reading.duplicateKey().equals(readings.get(i - 1).duplicateKey())) {
          found.add(reading.sourceName(), reading.offset());
        }
      }
      if (!found.isEmpty()) {
        duplicates.output(found.build());
      }
    }
  }
}
