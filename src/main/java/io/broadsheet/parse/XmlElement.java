package io.broadsheet.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An element of XML with what is inside it. Names are in lower case, and compared with their
 * vocabulary ({@link XmlVocabularies}) before them: {@code dc:creator} is that of Dublin Core
 * whatever the document calls the prefix.
 */
final class XmlElement {
  /** Characters of a marked section, which need no escaping. */
  record Literal(String text) {}

  /** The vocabulary and the name: {@code title}, {@code dc:creator}. */
  final String name;

  /** The name as written. */
  final String qualifiedName;

  /** The name without a prefix. */
  final String localName;

  final Map<String, String> attributes;

  /** Where addresses inside are relative to, or empty. */
  final String base;

  /** The declared language, or empty. */
  final String language;

  /** The offset of its start tag. */
  final long offset;

  /** Elements, strings and {@link Literal}s. */
  private final List<Object> content = new ArrayList<>();

  XmlElement(
      String name,
      String qualifiedName,
      Map<String, String> attributes,
      String base,
      String language,
      long offset) {
    this.name = name;
    this.qualifiedName = qualifiedName;
    localName = qualifiedName.substring(qualifiedName.indexOf(':') + 1);
    this.attributes = attributes;
    this.base = base;
    this.language = language;
    this.offset = offset;
  }

  void add(Object part) {
    content.add(part);
  }

  /** An attribute's value, or empty. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** The elements right inside this one. */
  List<XmlElement> children() {
    List<XmlElement> children = new ArrayList<>();
    for (Object part : content) {
      if (part instanceof XmlElement child) {
        children.add(child);
      }
    }
    return children;
  }

  /** The children of one of these names, in document order. */
  List<XmlElement> children(String... names) {
    List<String> wanted = List.of(names);
    return children().stream().filter(child -> wanted.contains(child.name)).toList();
  }

  /** The text of the first child of the first of these names that has one, or empty. */
  String textOf(String... names) {
    for (String wanted : names) {
      for (XmlElement child : children(wanted)) {
        String text = child.text().strip();
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  /** The first element inside this one, however deep, that satisfies the condition; or null. */
  XmlElement find(Predicate<XmlElement> condition) {
    for (XmlElement child : children()) {
      XmlElement found = condition.test(child) ? child : child.find(condition);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** All elements inside this one that satisfy the condition, in document order. */
  List<XmlElement> findAll(Predicate<XmlElement> condition) {
    List<XmlElement> found = new ArrayList<>();
    collect(condition, found);
    return found;
  }

  private void collect(Predicate<XmlElement> condition, List<XmlElement> found) {
    for (XmlElement child : children()) {
      if (condition.test(child)) {
        found.add(child);
      }
      child.collect(condition, found);
    }
  }

  boolean hasChildren() {
    return content.stream().anyMatch(part -> part instanceof XmlElement);
  }

  /** All characters inside, also those of elements inside. */
  String text() {
    StringBuilder out = new StringBuilder();
    appendText(out);
    return out.toString();
  }

  private void appendText(StringBuilder out) {
    for (Object part : content) {
      if (part instanceof XmlElement child) {
        child.appendText(out);
      } else {
        out.append(part instanceof Literal literal ? literal.text() : (String) part);
      }
    }
  }

  /**
   * What is inside as HTML without attributes: elements as tags, plain characters escaped, those of
   * marked sections as they are, because whoever marks a section beside tags means markup.
   */
  String markup() {
    StringBuilder out = new StringBuilder();
    appendMarkup(out);
    return out.toString();
  }

  private void appendMarkup(StringBuilder out) {
    for (Object part : content) {
      if (part instanceof XmlElement child) {
        out.append('<').append(child.localName).append('>');
        child.appendMarkup(out);
        if (!child.content.isEmpty() || !VOID.contains(child.localName)) {
          out.append("</").append(child.localName).append('>');
        }
      } else if (part instanceof Literal literal) {
        out.append(literal.text());
      } else {
        out.append(((String) part).replace("&", "&amp;").replace("<", "&lt;"));
      }
    }
  }

  private static final List<String> VOID =
      List.of("br", "hr", "img", "input", "wbr", "col", "area", "embed", "source", "track");
}
