package io.broadsheet.parse.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.TextNode;

/**
 * Takes off what clings to the beginning and the end of a text inside its own element: the date and
 * place of publication above it, labels, links and rights below it, and headings whose content was
 * taken out. Whatever stands between the first and the last line of running text stays, except such
 * headings.
 */
final class EdgeTrimmer {
  private static final int LABEL = 25;
  private static final int LONGEST_DATE_LINE = 80;
  private static final int LONGEST_LABEL_BELOW = 60;
  private static final int SHORTEST_LINK_LINE = 20;
  private static final int LONGEST_NOTICE = 45;
  private static final int LONGEST_REFERENCE = 200;
  private static final int LONGEST_TITLE = 300;
  private static final int LINES_OF_HEAD = 3;
  private static final double LINK_OF_REFERENCE = 0.3;

  /** What stands where an advertisement would be, or leads past it. */
  private static final Set<String> NOTICES =
      Set.of(
          "ad",
          "advertisement",
          "advertising",
          "advertisement - continue reading below",
          "advertisement - scroll to continue",
          "story continues below advertisement",
          "article continues below advertisement",
          "article continues after advertisement",
          "continue reading the main story",
          "scroll to continue with content",
          "sponsored",
          "sponsored content",
          "anzeige",
          "werbung",
          "publicité",
          "publicidad",
          "publicidade",
          "pubblicità",
          "reklam",
          "reklama",
          "реклама",
          "advertentie",
          "annons",
          "annonse",
          "annonce",
          "mainos",
          "广告",
          "廣告",
          "広告",
          "إعلان");

  private static final int LONGEST_RIGHTS = 250;
  private static final int LONGEST_OFFER = 250;
  private static final int OFFER_STARTS_BY = 60;

  private static final Pattern DATE_ALONE =
      Pattern.compile(
          "[\\p{Nd}\\s:./,()\\-\\x{ff08}\\x{ff09}年月日時时分秒]*\\p{Nd}{4}年[\\p{Nd}\\s:./,()\\-年月日時时分秒\\x{ff08}\\x{ff09}]*");

  /** Asks for a subscription, and says to what, in one breath. */
  private static final Pattern OFFER =
      Pattern.compile(
          "(?:sign up|subscribe|register)\\b[^.!?]{0,60}\\b(?:newsletter|inbox|mailing list)"
              + "|newsletter[^.!?]{0,40}(?:abonnier|anmelden|bestellen)"
              + "|(?:abonnez-vous|inscrivez-vous)[^.!?]{0,60}(?:newsletter|infolettre)"
              + "|(?:suscr[íi]bete|inscr[íi]bete|ap[úu]ntate)[^.!?]{0,60}(?:newsletter|bolet[íi]n)"
              + "|(?:iscriviti|abbonati)[^.!?]{0,60}newsletter"
              + "|(?:assine|inscreva-se)[^.!?]{0,60}newsletter"
              + "|подпи(?:шитесь|сывайтесь)[^.!?]{0,60}(?:рассылк|канал|telegram|телеграм)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** How lines begin that send readers to another article. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "[\\[(\\p{Punct}\\s•▶►→]*(?:read (?:more|also|next)|also read|see also|more on"
              + " this|related(?: article| story)?\\s?:|lire aussi|à lire|voir aussi|lesen sie"
              + " auch|mehr zum thema|lea también|lee también|le[iy]a (?:también|mais|também)|leggi"
              + " anche|lees ook|czytaj też|czytaj także|zobacz też|läs också|læs også|les også|lue"
              + " myös|čtěte také|citește și|olvassa el|διαβάστε (?:επίσης|ακόμη)|читайте"
              + " также|читайте ещё|читайте також|по теме|ayrıca bakınız|baca juga|xem thêm|đọc"
              + " thêm|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|بیشتر بخوانید|קראו גם|यह भी"
              + " पढ़ें|相关阅读|延伸阅读|延伸閱讀|相關新聞|相关新闻|関連記事|관련기사)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern YEAR_OR_TIME =
      Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}[:.]\\d\\d(?!\\d)");
  private static final Pattern RIGHTS =
      Pattern.compile(
          "©|™ &|\\bcopyright\\b|all rights reserved|alle rechte vorbehalten|tous droits");

  private final PageTree tree;
  private final boolean[] dropped;
  private final TextBlocks blocks;
  private final String title;

  private EdgeTrimmer(PageTree tree, List<Integer> roots, boolean[] dropped, String title) {
    this.tree = tree;
    this.dropped = dropped;
    this.title = title;
    boolean[] outside = new boolean[tree.size];
    Arrays.fill(outside, true);
    for (int root : roots) {
      System.arraycopy(dropped, root, outside, root, tree.end[root] - root);
    }
    this.blocks = TextBlocks.of(tree, outside);
  }

  /**
   * Drops what clings to the edges.
   *
   * @param roots of the text, in document order
   * @param dropped by index of the tree what is out; more is added
   */
  static void trim(PageTree tree, List<Integer> roots, boolean[] dropped, String title) {
    EdgeTrimmer trimmer = new EdgeTrimmer(tree, roots, dropped, title);
    int first = 0;
    int last = trimmer.blocks.count - 1;
    while (first <= last && trimmer.blocks.prose(first) == 0) {
      first++;
    }
    while (last >= first && trimmer.blocks.prose(last) == 0) {
      last--;
    }
    if (first > last) {
      return;
    }
    while (first < last && trimmer.isRights(last)) {
      last--;
    }
    while (first < last && trimmer.isDateAlone(first)) {
      first++;
    }
    for (int block = 0; block < first; block++) {
      if (trimmer.isOutAbove(block)) {
        trimmer.drop(block);
      }
    }
    for (int block = first; block < trimmer.blocks.count; block++) {
      boolean isInside = block <= last && trimmer.isLinkLine(block);
      boolean isHead = block <= first + LINES_OF_HEAD && trimmer.isDateLine(block);
      if (isInside
          || isHead
          || trimmer.isNotice(block)
          || trimmer.isOffer(block)
          || trimmer.isReference(block)) {
        trimmer.drop(block);
      }
    }
    for (int block = trimmer.blocks.count - 1; block > last; block--) {
      if (!trimmer.isOutBelow(block)) {
        break;
      }
      trimmer.drop(block);
    }
    trimmer.dropEmptySections();
  }

  private boolean isOutAbove(int block) {
    HtmlTag tag = tree.tags[blocks.container[block]];
    boolean isTitle =
        !title.isEmpty()
            && blocks.characters[block] <= LONGEST_TITLE
            && TitleText.repeats(text(block), title);
    if (tag.isHeading() || isTitle) {
      return isTitle;
    }
    if (isKeptKind(block)) {
      return false;
    }
    if (blocks.linkDensity(block) > 0.5) {
      return true;
    }
    if (blocks.characters[block] < LABEL && blocks.stops[block] == 0 && tag != HtmlTag.P) {
      return true;
    }
    return blocks.characters[block] < LONGEST_DATE_LINE && YEAR_OR_TIME.matcher(text(block)).find();
  }

  private boolean isOutBelow(int block) {
    if (tree.tags[blocks.container[block]].isHeading()) {
      return true;
    }
    if (blocks.linkDensity(block) > (isListItem(block) ? 0.8 : 0.5)) {
      return true;
    }
    if (isKeptKind(block)) {
      return false;
    }
    return (blocks.characters[block] < LONGEST_LABEL_BELOW && blocks.stops[block] == 0)
        || isRights(block);
  }

  /** True if a line says who owns the text. */
  private boolean isRights(int block) {
    return blocks.characters[block] < LONGEST_RIGHTS
        && RIGHTS.matcher(text(block).toLowerCase(Locale.ROOT)).find();
  }

  /** True if a line is a date and time in figures, as scripts without spaces write it. */
  private boolean isDateAlone(int block) {
    return blocks.characters[block] < LONGEST_DATE_LINE
        && DATE_ALONE.matcher(text(block).strip()).matches();
  }

  /** True if a paragraph does nothing but ask for a subscription to a newsletter or channel. */
  private boolean isOffer(int block) {
    if (blocks.characters[block] > LONGEST_OFFER) {
      return false;
    }
    Matcher offer = OFFER.matcher(text(block));
    return offer.find() && offer.start() <= OFFER_STARTS_BY;
  }

  /** True for a line that does nothing but say when the article was published or changed. */
  private boolean isDateLine(int block) {
    if (blocks.characters[block] > LONGEST_DATE_LINE || isKeptKind(block)) {
      return false;
    }
    String line = text(block);
    return YEAR_OR_TIME.matcher(line).find() && VisibleDates.isLabelled(line);
  }

  /** True for a line that sends readers to another article. */
  private boolean isReference(int block) {
    return blocks.linkDensity(block) > LINK_OF_REFERENCE
        && !tree.tags[blocks.container[block]].isHeading()
        && blocks.characters[block] <= LONGEST_REFERENCE
        && REFERENCE.matcher(text(block).strip()).lookingAt();
  }

  private boolean isNotice(int block) {
    return blocks.characters[block] <= LONGEST_NOTICE
        && NOTICES.contains(Texts.collapse(text(block)).toLowerCase(Locale.ROOT));
  }

  /** A line that is nothing but a link and no sentence leads to another article. */
  private boolean isLinkLine(int block) {
    return blocks.linkDensity(block) > 0.9
        && blocks.characters[block] >= SHORTEST_LINK_LINE
        && blocks.stops[block] == 0
        && !tree.tags[blocks.container[block]].isHeading()
        && !isKeptKind(block);
  }

  private boolean isListItem(int block) {
    return tree.tags[blocks.container[block]] == HtmlTag.LI;
  }

  /** Lists, tables, code, quotations and captions are text, however short their lines are. */
  private boolean isKeptKind(int block) {
    int at = blocks.container[block];
    while (at >= 0) {
      switch (tree.tags[at]) {
        case LI, DT, DD, PRE, BLOCKQUOTE, FIGURE, FIGCAPTION, CAPTION -> {
          return true;
        }
        case TABLE -> {
          if (DataTables.isData(tree, at)) {
            return true;
          }
          at = tree.structuralParent(at);
        }
        default -> at = tree.structuralParent(at);
      }
    }
    return false;
  }

  private void dropEmptySections() {
    for (int block = 0; block + 1 < blocks.count; block++) {
      int heading = blocks.container[block];
      HtmlTag next = tree.tags[blocks.container[block + 1]];
      if (tree.tags[heading].isHeading()
          && next.isHeading()
          && next.compareTo(tree.tags[heading]) <= 0
          && hasDroppedText(tree.end[heading], blocks.first[block + 1])) {
        drop(block);
      }
    }
  }

  private boolean hasDroppedText(int from, int to) {
    int characters = 0;
    for (int i = from; i < to && characters < LABEL; i++) {
      if (tree.measures[i] != null && !tree.isInvisible(i)) {
        characters += tree.measures[i].characters();
      }
    }
    return characters >= LABEL;
  }

  private String text(int block) {
    StringBuilder text = new StringBuilder();
    for (int i = blocks.first[block]; i < blocks.behind[block]; i++) {
      if (tree.measures[i] != null && !dropped[i]) {
        text.append(((TextNode) tree.nodes[i]).getWholeText());
      }
    }
    return text.toString();
  }

  private void drop(int block) {
    for (int i = blocks.first[block]; i < blocks.behind[block]; i++) {
      dropped[i] = true;
    }
  }
}
