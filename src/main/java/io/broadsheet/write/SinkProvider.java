package io.broadsheet.write;

/**
 * A kind of sink whose libraries only some builds have. Found by {@link java.util.ServiceLoader},
 * so that nothing else needs them.
 */
interface SinkProvider {
  /** What specs call it. */
  String kind();

  /** Takes the target of a request. */
  PreparedSink prepare(SinkRequest request);
}
