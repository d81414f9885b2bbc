package io.broadsheet.job;

/**
 * One key of the job spec: a line of the table in {@link SpecKeys}.
 *
 * @param parent the section it stands in
 * @param name as specs write it
 * @param type what its value is
 * @param ifAbsent what a spec means that does not have it
 * @param meaning one or two sentences for the spec's author, the first without a subject
 * @param <T> the value in Java
 */
record SpecKey<T>(
    SpecSection parent, String name, SpecType<T> type, IfAbsent ifAbsent, String meaning)
    implements SpecEntry {

  /** What it means that a spec lacks a key or a section. */
  sealed interface IfAbsent {
    /** The spec is wrong. */
    record Required() implements IfAbsent {}

    /**
     * The same as if it held this.
     *
     * @param yaml the value as a spec would write it
     */
    record Default(String yaml) implements IfAbsent {}

    /**
     * The same as if it held what {@link JobSpec} derives from the rest.
     *
     * @param words how that is derived
     */
    record Derived(String words) implements IfAbsent {}

    static IfAbsent required() {
      return new Required();
    }

    static IfAbsent is(String yaml) {
      return new Default(yaml);
    }

    static IfAbsent derived(String words) {
      return new Derived(words);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return path();
  }
}
