package io.broadsheet.parse.html;

import java.util.Locale;

/** Where in a page a field was found. */
public enum FieldSource {
  /** A {@code <script type="application/ld+json">} of schema.org types. */
  JSON_LD,
  /** {@code og:…} and {@code article:…} properties. */
  OPEN_GRAPH,
  /** {@code dc.…} and {@code dcterms.…} names. */
  DUBLIN_CORE,
  /** Any other {@code <meta>} element. */
  META,
  /** {@code itemprop} attributes, and RDFa's {@code property}. */
  MICRODATA,
  /** A {@code <time>} element. */
  TIME_ELEMENT,
  /** A {@code <link>} element, or the {@code rel} of an anchor. */
  LINK,
  /** The {@code lang} attribute or an HTTP-like declaration. */
  ATTRIBUTE,
  /** The {@code <title>} element. */
  TITLE_ELEMENT,
  /** A heading on the page. */
  HEADING,
  /** The page's address. */
  URL,
  /** Data inside a script, which was not run. */
  SCRIPT,
  /** What a reader sees. */
  VISIBLE_TEXT,
  /** Nowhere: the field is empty. */
  NONE;

  /** The name as reports write it: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
