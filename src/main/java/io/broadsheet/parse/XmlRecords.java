package io.broadsheet.parse;

import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts XML into records: elements that stand in containers, each handed on when it is complete.
 * Well-formed or not makes no difference: an end tag closes what was opened behind its start tag,
 * and one without a start tag is passed over.
 *
 * <p>Elements nested deeper than the limit are taken apart: their text stays, their tags do not.
 * Memory: one record, about ten times its bytes, of which there are at most the record limit.
 */
final class XmlRecords {

  /** What is a record, and what is done with it. */
  interface Handler {
    /** True if elements of this name hold records and are none themselves. */
    boolean isContainer(String name);

    /**
     * True if elements of this name are records that people look for. What such a record stands in,
     * container or not, is left; and it holds no other of its name.
     */
    boolean isRecord(String name);

    /** The start of a container. */
    default void container(XmlElement element) {}

    /**
     * A complete record.
     *
     * @param undecodable how many of its bytes were no text
     */
    void record(XmlElement element, int undecodable);

    /** A record of the wanted kind that could not be read. */
    void broken(long offset, RejectReason reason, String detail, String excerpt);
  }

  /** An element that is open. */
  private record Open(XmlElement element, Map<String, String> addresses) {}

  private static final String DEFAULT = "";

  private final XmlTokens tokens;
  private final Handler handler;
  private final int recordLimit;
  private final int nestingLimit;
  private final List<Open> open = new ArrayList<>();

  /** The index in {@link #open} of the record being read, or -1. */
  private int recordAt = -1;

  private long undecodableBefore;
  private String excerpt = "";
  private boolean isTooLarge;

  /** How many elements are open that are nested too deeply to be kept. */
  private int flattened;

  XmlRecords(XmlTokens tokens, ParseOptions options, Handler handler) {
    this.tokens = tokens;
    this.handler = handler;
    recordLimit = options.recordLimit();
    nestingLimit = Math.max(4, options.nestingLimit());
  }

  /** Reads to the end of the input. */
  void read() throws IOException {
    while (true) {
      switch (tokens.next()) {
        case START -> start(false);
        case EMPTY -> start(true);
        case END -> end(tokens.name());
        case TEXT -> add(tokens.text());
        case LITERAL -> add(new XmlElement.Literal(tokens.text()));
        case TOO_LARGE -> isTooLarge = recordAt >= 0;
        case NOTHING -> {
          if (recordAt >= 0) {
            cutOff();
          }
          return;
        }
      }
    }
  }

  /** True if an element is open of which more should have come. */
  boolean isUnfinished() {
    return !open.isEmpty() || tokens.isUnfinished();
  }

  private void cutOff() {
    XmlElement record = open.get(recordAt).element();
    if (handler.isRecord(record.name)) {
      RejectReason reason = isTooLarge ? RejectReason.TOO_LARGE : RejectReason.TRUNCATED;
      handler.broken(
          record.offset, reason, "The file ends inside <" + record.qualifiedName + ">", excerpt);
    }
  }

  private void start(boolean isEmpty) {
    Map<String, String> addresses = addresses();
    XmlElement element = element(addresses);
    boolean isRecord = handler.isRecord(element.name);
    if (isRecord && recordAt >= 0) {
      leaveRecord(element.name);
    }
    if (recordAt < 0 && !isRecord && handler.isContainer(element.name)) {
      handler.container(element);
      if (!isEmpty && open.size() < nestingLimit) {
        open.add(new Open(element, addresses));
      }
      return;
    }
    if (recordAt >= 0) {
      if (flattened > 0 || open.size() - recordAt >= nestingLimit) {
        flattened += isEmpty ? 0 : 1;
        return;
      }
      add(element);
    } else {
      recordAt = open.size();
      undecodableBefore = tokens.undecodable();
      excerpt = isRecord ? tokens.excerpt() : "";
      isTooLarge = false;
      flattened = 0;
    }
    open.add(new Open(element, addresses));
    if (isEmpty) {
      close(open.size() - 1);
    }
  }

  /** A wanted record starts inside another: what was open ends here, or was a container. */
  private void leaveRecord(String name) {
    if (open.get(recordAt).element().name.equals(name)) {
      close(recordAt);
    } else {
      recordAt = -1;
      flattened = 0;
      while (open.size() > nestingLimit) {
        open.remove(open.size() - 1);
      }
    }
  }

  private Map<String, String> addresses() {
    Map<String, String> inherited =
        open.isEmpty() ? Map.of() : open.get(open.size() - 1).addresses();
    Map<String, String> changed = null;
    for (Map.Entry<String, String> attribute : tokens.attributes().entrySet()) {
      String key = attribute.getKey();
      if (key.equals("xmlns") || key.startsWith("xmlns:")) {
        changed = changed == null ? new HashMap<>(inherited) : changed;
        changed.put(key.equals("xmlns") ? DEFAULT : key.substring(6), attribute.getValue().strip());
      }
    }
    return changed == null ? inherited : changed;
  }

  private XmlElement element(Map<String, String> addresses) {
    String qualified = tokens.name();
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? DEFAULT : qualified.substring(0, colon);
    String vocabulary = XmlVocabularies.of(prefix, addresses.getOrDefault(prefix, ""));
    String local = qualified.substring(colon + 1);
    XmlElement parent = open.isEmpty() ? null : open.get(open.size() - 1).element();
    String base = parent == null ? "" : parent.base;
    String language = parent == null ? "" : parent.language;
    Map<String, String> attributes = tokens.attributes();
    return new XmlElement(
        vocabulary.isEmpty() ? local : vocabulary + ':' + local,
        qualified,
        attributes,
        attributes.containsKey("xml:base")
            ? WebAddress.resolve(attributes.get("xml:base"), base)
            : base,
        attributes.getOrDefault("xml:lang", language),
        tokens.offset());
  }

  private void end(String qualifiedName) {
    int floor = recordAt < 0 ? 0 : recordAt;
    if (flattened > 0 && !qualifiedName.equals(open.get(floor).element().qualifiedName)) {
      flattened--;
      return;
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).element().qualifiedName.equals(qualifiedName)) {
        close(i);
        return;
      }
    }
  }

  /** Closes the element at an index of {@link #open} and all inside it. */
  private void close(int index) {
    if (recordAt >= index) {
      XmlElement record = open.get(recordAt).element();
      flattened = 0;
      recordAt = -1;
      if (!isTooLarge) {
        handler.record(record, (int) (tokens.undecodable() - undecodableBefore));
      } else if (handler.isRecord(record.name)) {
        handler.broken(
            record.offset,
            RejectReason.TOO_LARGE,
            "The element is larger than " + recordLimit + " bytes",
            excerpt);
      }
    }
    open.subList(index, open.size()).clear();
  }

  private void add(Object part) {
    if (recordAt < 0) {
      return;
    }
    isTooLarge |= tokens.endOffset() - open.get(recordAt).element().offset > recordLimit;
    if (!isTooLarge) {
      open.get(open.size() - 1).element().add(part);
    }
  }
}
