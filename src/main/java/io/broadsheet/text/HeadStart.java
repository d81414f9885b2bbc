package io.broadsheet.text;

/**
 * Loads what it takes to tell languages and times beside the work that comes before the first
 * article, which would wait for it for some half a second.
 */
public final class HeadStart {
  private HeadStart() {}

  /** Begins, in a thread of its own; what needs it sooner waits for it. */
  public static void begin(TextRules rules) {
    Thread thread = new Thread(() -> load(rules), "loading-text");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load(TextRules rules) {
    if (rules.detectsLanguages()) {
      LanguageProfiles.get();
    }
    TimeWords.of("en", rules.stems());
  }
}
