package io.broadsheet.job;

/** What stands behind a name in a spec: a key with its value, or a section of more keys. */
sealed interface SpecEntry permits SpecKey, SpecSection {
  /** The section it stands in; null for the root. */
  SpecSection parent();

  String name();

  SpecKey.IfAbsent ifAbsent();

  String meaning();

  /** The names from the root to here, such as {@code windows.every} or {@code input.N.files}. */
  default String path() {
    if (parent() == null) {
      return "";
    }
    String above = parent().path();
    String within = parent().isList() ? above + ".N." : above.isEmpty() ? "" : above + ".";
    return within + name();
  }
}
