package io.broadsheet.count;

import org.apache.beam.sdk.transforms.DoFn;

/** Makes nothing of whatever comes; that it is done is all that matters. */
final class NothingFn<A, B> extends DoFn<A, B> {
  private static final long serialVersionUID = 1;

  @ProcessElement
  public void process(@Element A element) {}
}
