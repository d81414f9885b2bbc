package io.broadsheet.parse;

import java.util.List;
import java.util.Locale;

/**
 * The vocabularies of feeds, by their addresses in all the spellings that are about. The elements
 * of all kinds of feeds are taken for one vocabulary, whose short name is empty, because feeds mix
 * them and hardly any two of their names mean different things.
 */
final class XmlVocabularies {
  /** What an address contains, and the vocabulary's short name. The first that fits counts. */
  private record Address(String part, String vocabulary) {}

  private static final List<Address> ADDRESSES =
      List.of(
          new Address("purl.org/rss/1.0/modules/content", "content"),
          new Address("purl.org/rss/1.0/modules/dcterms", "dcterms"),
          new Address("purl.org/rss/1.0/modules/rss091", ""),
          new Address("purl.org/rss/1.0/modules/", "module"),
          new Address("purl.org/rss", ""),
          new Address("purl.org/net/rss1.1", ""),
          new Address("purl.org/atom", ""),
          new Address("purl.org/pie", ""),
          new Address("example.com/newformat", ""),
          new Address("example.com/necho", ""),
          new Address("intertwingly.net/blog", ""),
          new Address("purl.org/echo", ""),
          new Address("uri/of/echo", ""),
          new Address("w3.org/2005/atom", ""),
          new Address("netscape.com", ""),
          new Address("backend.userland.com", ""),
          new Address("blogs.law.harvard.edu", ""),
          new Address("cyber.law.harvard.edu/rss/creativecommons", "module"),
          new Address("cyber.law.harvard.edu", ""),
          new Address("purl.org/dc/elements", "dc"),
          new Address("purl.org/dc/terms", "dcterms"),
          new Address("w3.org/1999/xhtml", "xhtml"),
          new Address("w3.org/tr/xhtml", "xhtml"),
          new Address("w3.org/1999/02/22-rdf-syntax", "rdf"),
          new Address("search.yahoo.com/mrss", "media"),
          new Address("itunes.com/dtds/podcast", "itunes"),
          new Address("example.com/dtds/podcast", "itunes"),
          new Address("rssnamespace.org/feedburner", "feedburner"),
          new Address("w3.org/xml/1998", "xml"));

  private XmlVocabularies() {}

  /**
   * The short name of an element's vocabulary.
   *
   * @param prefix the element's prefix, or empty
   * @param address the address that the prefix is bound to, or empty
   */
  static String of(String prefix, String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    if (!lower.isEmpty()) {
      for (Address known : ADDRESSES) {
        if (lower.contains(known.part())) {
          return known.vocabulary();
        }
      }
      return prefix;
    }
    return switch (prefix) {
      case "atom", "atom10", "atom03", "rss", "a10" -> "";
      case "html" -> "xhtml";
      default -> prefix;
    };
  }
}
