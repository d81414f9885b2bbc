package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.IOException;

/** Something wrong with a container, found while its content was being read. */
final class ContainerFault extends IOException {
  private static final long serialVersionUID = 1;

  private final RejectReason reason;
  private final int depth;
  private boolean isReported;

  /**
   * @param depth the depth of the bytes that cannot be had: 0 for the file's own, 1 for what its
   *     outermost container holds, and so on
   */
  ContainerFault(RejectReason reason, String detail, int depth, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
    this.depth = depth;
  }

  RejectReason reason() {
    return reason;
  }

  int depth() {
    return depth;
  }

  /** True once there is a rejection for it. */
  boolean isReported() {
    return isReported;
  }

  void setReported() {
    isReported = true;
  }
}
