package io.broadsheet.parse.html;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The body of a page as flat arrays in document order: a node's subtree is the run of indexes from
 * the node to {@link #end}, so that every question about text below a node is a loop over a range,
 * never a search, and a whole analysis is a few passes over arrays.
 *
 * <p>Memory: about 60 bytes a node, beside the jsoup document that it refers to.
 */
final class PageTree {
  /** Text that is not shown to a reader, whoever reads: left out with all below it. */
  static final int INVISIBLE = 1;

  /** Starts a line of its own, and the text beside it belongs to other paragraphs. */
  static final int HAS_BLOCK_BELOW = 1 << 1;

  /** Inside an element with {@code href}. */
  static final int IN_LINK = 1 << 2;

  /** Inside a link to a place in the same page. */
  static final int IN_ANCHOR = 1 << 3;

  private static final int SLUG_WORDS = 5;

  /** Where pages whose class names are made by a machine say what an element is. */
  private static final List<String> COMPONENT_NAMES =
      List.of("data-component", "data-testid", "data-gu-name");

  int size;
  Node[] nodes = new Node[1024];
  HtmlTag[] tags = new HtmlTag[1024];
  int[] parents = new int[1024];
  int[] end = new int[1024];
  int[] flags = new int[1024];

  /** Bits of {@link ClassHints} of the class names. */
  int[] classHints = new int[1024];

  /** Bits of {@link ClassHints} of the id. */
  int[] idHints = new int[1024];

  /** For runs of text only: their measure. */
  TextMeasure[] measures = new TextMeasure[1024];

  /** The nearest element from here upwards that shapes lines: a block, or one that holds blocks. */
  int[] structural;

  private final Map<String, Integer> hintsByName = new HashMap<>();

  /** Reads all of an element, itself included, as index 0. */
  static PageTree of(Element root) {
    PageTree tree = new PageTree();
    tree.build(root);
    return tree;
  }

  private void build(Element root) {
    Node node = root;
    int parent = -1;
    boolean isGoingDown = true;
    while (true) {
      if (isGoingDown) {
        int index = -1;
        if (node instanceof Element element) {
          index = addElement(element, parent);
        } else if (node instanceof TextNode text) {
          addText(text, parent);
        }
        if (index >= 0 && !tags[index].isSkipped() && node.childNodeSize() > 0) {
          parent = index;
          node = node.childNode(0);
          continue;
        }
        if (index >= 0) {
          end[index] = size;
        }
      } else {
        end[parent] = size;
        parent = parents[parent];
      }
      if (parent < 0) {
        break;
      }
      Node sibling = node.nextSibling();
      isGoingDown = sibling != null;
      node = isGoingDown ? sibling : node.parent();
    }
    markBlocks();
    markStructure();
  }

  private int addElement(Element element, int parent) {
    int index = add(element, HtmlTag.named(element.normalName()), parent);
    HtmlTag tag = tags[index];
    if (element.attributesSize() > 0) {
      readAttributes(element, index, tag);
    }
    return index;
  }

  private void readAttributes(Element element, int index, HtmlTag tag) {
    String className = element.attr("class");
    String id = element.attr("id");
    classHints[index] = className.isEmpty() ? 0 : hints(className);
    idHints[index] = id.isEmpty() || isSlug(id) ? 0 : hints(id);
    if (className.isEmpty() || element.attributesSize() > 1) {
      for (String name : COMPONENT_NAMES) {
        String component = element.attr(name);
        classHints[index] |= component.isEmpty() ? 0 : hints(component);
      }
    }
    if (element.attr("itemprop").contains("articleBody")) {
      classHints[index] |= ClassHints.POSITIVE | ClassHints.MAYBE | ClassHints.ARTICLE_TEXT;
    }
    if (Visibility.isHidden(element)) {
      flags[index] |= INVISIBLE;
    }
    if (tag == HtmlTag.A) {
      String target = element.attr("href");
      if (!target.isEmpty()) {
        flags[index] |= target.charAt(0) == '#' ? IN_ANCHOR : IN_LINK;
      }
    }
  }

  /** An id of many words is made from a heading's text; its words say what the text is about. */
  private static boolean isSlug(String id) {
    int words = 1;
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) == '-' || id.charAt(i) == '_') {
        words++;
      }
    }
    return words >= SLUG_WORDS;
  }

  private int hints(String name) {
    return hintsByName.computeIfAbsent(name, ClassHints::of);
  }

  private void addText(TextNode text, int parent) {
    int index = add(text, HtmlTag.TEXT_RUN, parent);
    measures[index] = TextMeasure.of(text.getWholeText());
    end[index] = size;
  }

  private int add(Node node, HtmlTag tag, int parent) {
    if (size == nodes.length) {
      grow();
    }
    nodes[size] = node;
    tags[size] = tag;
    parents[size] = parent;
    flags[size] = parent < 0 ? 0 : flags[parent] & (IN_LINK | IN_ANCHOR | INVISIBLE);
    return size++;
  }

  private void grow() {
    int capacity = size * 2;
    nodes = Arrays.copyOf(nodes, capacity);
    tags = Arrays.copyOf(tags, capacity);
    parents = Arrays.copyOf(parents, capacity);
    end = Arrays.copyOf(end, capacity);
    flags = Arrays.copyOf(flags, capacity);
    classHints = Arrays.copyOf(classHints, capacity);
    idHints = Arrays.copyOf(idHints, capacity);
    measures = Arrays.copyOf(measures, capacity);
  }

  private void markBlocks() {
    for (int i = size - 1; i > 0; i--) {
      if (tags[i].isBlock() || (flags[i] & HAS_BLOCK_BELOW) != 0) {
        flags[parents[i]] |= HAS_BLOCK_BELOW;
      }
    }
  }

  private void markStructure() {
    structural = new int[size];
    for (int i = 1; i < size; i++) {
      structural[i] = tags[i].isBlock() || hasBlockBelow(i) ? i : structural[parents[i]];
    }
  }

  /** True if the element shapes lines: a block, or one that holds blocks. */
  boolean isStructural(int index) {
    return structural[index] == index;
  }

  /** The nearest structural ancestor of an element, or -1 for the root. */
  int structuralParent(int index) {
    return index <= 0 ? -1 : structural[parents[index]];
  }

  /** How much of a run of text is link, in tenths of characters; a link in the page counts 3. */
  int linkTenths(int textRun) {
    int weight = (flags[textRun] & IN_LINK) != 0 ? 10 : (flags[textRun] & IN_ANCHOR) != 0 ? 3 : 0;
    return weight * measures[textRun].characters();
  }

  boolean isInside(int index, int ancestor) {
    return index >= ancestor && index < end[ancestor];
  }

  boolean hasBlockBelow(int index) {
    return (flags[index] & HAS_BLOCK_BELOW) != 0;
  }

  boolean isInvisible(int index) {
    return (flags[index] & INVISIBLE) != 0;
  }

  /** The element at an index, which must be no run of text. */
  Element element(int index) {
    return (Element) nodes[index];
  }

  /** Bits of {@link ClassHints} of class names and id together. */
  int hints(int index) {
    return classHints[index] | idHints[index];
  }

  /** What an attribute says, or an empty string. */
  String attribute(int index, String name) {
    return nodes[index] instanceof Element element && element.attributesSize() > 0
        ? element.attr(name)
        : "";
  }
}
