package io.broadsheet.text;

/** BCP 47 tags, as far as texts are counted by them. */
public final class Languages {
  private Languages() {}

  /**
   * The language of a tag without script and region: {@code en} of {@code en-GB}; articles are
   * counted by it.
   *
   * @param tag a BCP 47 tag; empty gives empty
   */
  public static String primary(String tag) {
    int dash = tag.indexOf('-');
    return dash < 0 ? tag : tag.substring(0, dash);
  }
}
