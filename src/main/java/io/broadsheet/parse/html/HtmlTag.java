package io.broadsheet.parse.html;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The elements that matter for finding an article's text; all others are {@link #OTHER}. */
enum HtmlTag {
  /** Not an element: a run of text. */
  TEXT_RUN(Kind.INLINE),
  /** Unknown and phrasing elements, transparent for the structure of a page. */
  OTHER(Kind.INLINE),
  A(Kind.INLINE),
  ABBR(Kind.INLINE),
  B(Kind.INLINE),
  BR(Kind.INLINE),
  CODE(Kind.INLINE),
  EM(Kind.INLINE),
  IMG(Kind.INLINE),
  LABEL(Kind.INLINE),
  SPAN(Kind.INLINE),
  STRONG(Kind.INLINE),
  SUP(Kind.INLINE),
  TIME(Kind.INLINE),
  ADDRESS(Kind.BLOCK),
  ARTICLE(Kind.BLOCK),
  ASIDE(Kind.BLOCK),
  BLOCKQUOTE(Kind.BLOCK),
  BODY(Kind.BLOCK),
  CAPTION(Kind.BLOCK),
  CENTER(Kind.BLOCK),
  DD(Kind.BLOCK),
  DETAILS(Kind.BLOCK),
  DIALOG(Kind.BLOCK),
  DIV(Kind.BLOCK),
  DL(Kind.BLOCK),
  DT(Kind.BLOCK),
  FIELDSET(Kind.BLOCK),
  FIGCAPTION(Kind.BLOCK),
  FIGURE(Kind.BLOCK),
  FOOTER(Kind.BLOCK),
  FORM(Kind.BLOCK),
  H1(Kind.BLOCK),
  H2(Kind.BLOCK),
  H3(Kind.BLOCK),
  H4(Kind.BLOCK),
  H5(Kind.BLOCK),
  H6(Kind.BLOCK),
  HEADER(Kind.BLOCK),
  HR(Kind.BLOCK),
  HTML(Kind.BLOCK),
  LI(Kind.BLOCK),
  MAIN(Kind.BLOCK),
  MENU(Kind.BLOCK),
  NAV(Kind.BLOCK),
  OL(Kind.BLOCK),
  P(Kind.BLOCK),
  PRE(Kind.BLOCK),
  SECTION(Kind.BLOCK),
  SUMMARY(Kind.BLOCK),
  TABLE(Kind.BLOCK),
  TBODY(Kind.BLOCK),
  TD(Kind.BLOCK),
  TFOOT(Kind.BLOCK),
  TH(Kind.BLOCK),
  THEAD(Kind.BLOCK),
  TR(Kind.BLOCK),
  UL(Kind.BLOCK),
  /** Controls and media: counted, because pages of controls are no articles, but never read. */
  BUTTON(Kind.CONTROL),
  INPUT(Kind.CONTROL),
  SELECT(Kind.CONTROL),
  TEXTAREA(Kind.CONTROL),
  EMBED(Kind.MEDIA),
  IFRAME(Kind.MEDIA),
  OBJECT(Kind.MEDIA),
  AUDIO(Kind.MEDIA),
  VIDEO(Kind.MEDIA),
  /** Never shown as text. */
  CANVAS(Kind.SKIPPED),
  DATALIST(Kind.SKIPPED),
  HEAD(Kind.SKIPPED),
  LINK(Kind.SKIPPED),
  META(Kind.SKIPPED),
  NOSCRIPT(Kind.SKIPPED),
  SCRIPT(Kind.SKIPPED),
  STYLE(Kind.SKIPPED),
  SVG(Kind.SKIPPED),
  TEMPLATE(Kind.SKIPPED),
  TITLE(Kind.SKIPPED);

  private enum Kind {
    INLINE,
    BLOCK,
    CONTROL,
    MEDIA,
    SKIPPED
  }

  private static final Map<String, HtmlTag> BY_NAME = new HashMap<>();

  static {
    for (HtmlTag tag : values()) {
      if (tag != TEXT_RUN && tag != OTHER) {
        BY_NAME.put(tag.name().toLowerCase(Locale.ROOT), tag);
      }
    }
  }

  private final Kind kind;

  HtmlTag(Kind kind) {
    this.kind = kind;
  }

  /** The tag of a name in lower case. */
  static HtmlTag named(String name) {
    HtmlTag tag = BY_NAME.get(name);
    return tag == null ? OTHER : tag;
  }

  /** True if a browser starts a new line before and after it. */
  boolean isBlock() {
    return kind == Kind.BLOCK;
  }

  boolean isControl() {
    return kind == Kind.CONTROL;
  }

  boolean isMedia() {
    return kind == Kind.MEDIA;
  }

  /** True if nothing inside it is part of the page's text. */
  boolean isSkipped() {
    return kind != Kind.INLINE && kind != Kind.BLOCK;
  }

  boolean isHeading() {
    return compareTo(H1) >= 0 && compareTo(H6) <= 0;
  }

  boolean isList() {
    return this == UL || this == OL || this == DL;
  }
}
