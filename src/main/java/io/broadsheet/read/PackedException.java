package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.IOException;

/** A packed file that can't be unpacked any further, and why. */
final class PackedException extends IOException {
  private static final long serialVersionUID = 1;
  private final RejectReason reason;

  PackedException(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  PackedException(RejectReason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
