package io.broadsheet.parse.structured;

import io.broadsheet.article.RejectReason;

/** Something wrong with a part of a file, which becomes one rejection. */
final class BlockFault extends Exception {
  private static final long serialVersionUID = 1;
  private final RejectReason reason;

  BlockFault(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  BlockFault(RejectReason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
