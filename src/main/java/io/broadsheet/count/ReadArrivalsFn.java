package io.broadsheet.count;

import io.broadsheet.read.RecordReader;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/**
 * What the steps that read a stream's input have in common: articles go into blocks as they arrive,
 * and "now" is when a bundle begins.
 *
 * @param <K> the key under which what was read is remembered
 */
abstract class ReadArrivalsFn<K> extends DoFn<KV<K, byte[]>, KV<Long, byte[]>> {
  private final SerializableFunction<Long, RecordReader> readers;
  private final ReportStream.Rules rules;
  private final Shards shards;
  private transient ArrivingArticles articles;
  private transient RecordReader reader;

  /**
   * @param readers reads as of a "now" in epoch milliseconds
   */
  ReadArrivalsFn(
      SerializableFunction<Long, RecordReader> readers, ReportStream.Rules rules, Shards shards) {
    this.readers = readers;
    this.rules = rules;
    this.shards = shards;
  }

  @Setup
  public final void setUp() {
    articles = new ArrivingArticles(rules, shards);
  }

  @StartBundle
  public void start() {
    reader = readers.apply(System.currentTimeMillis());
  }

  final ArrivingArticles articles() {
    return articles;
  }

  final RecordReader reader() {
    return reader;
  }
}
