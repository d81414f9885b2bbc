package io.broadsheet.parse.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.TextNode;

/** Dates that a reader sees at the headline, outside lists of other articles and comments. */
final class VisibleDates {
  private static final int LONGEST_LINE = 120;
  private static final int LINES_BEFORE = 6;
  private static final int LINES_AFTER = 14;

  private static final Pattern CHANGED =
      Pattern.compile(
          "updat|modif|edited|revis|aktualisiert|bearbeitet|mis à jour|modifié|actualizad"
              + "|atualizad|aggiornat|bijgewerkt|обновл|zaktualizowan|aktualiz|uppdaterad|opdateret|oppdatert|päivitetty|güncelle|更新|修改|수정|تحديث|آخر"
              + " تحديث|به.?روزرسانی|עודכן"
              + "|अपडेट|হালনাগাদ|อัปเดต|ενημερώθηκε|frissít|ažurirano|izmijenjeno|обнови|оновлен|cập"
              + " nhật|diperbarui|pembaruan|kemas kini",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "publish|posted|veröffentlicht|erstellt|publié|publicad|pubblicat|geplaatst"
              + "|gepubliceerd|опубл|публик|opublik|yayın|publicerad|publiceret|publisert|julkaistu"
              + "|publikov|objavljeno|közzétéve|megjelen|δημοσι|发布|發布|发表|發表|公開|掲載|配信|입력|등록|게재|نشر|انتشار|منتشر|פורסם|प्रकाशित|প্রকাশ|เผยแพร่|đăng"
              + " lúc|diterbitkan|dipublikasikan",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern HOUR = Pattern.compile("(?<!\\d)\\d{1,2}[:.h]\\d\\d(?!\\d)");

  private static final int LEVELS_ABOVE = 2;

  private static final int LONGEST_SENTENCE = 300;

  private static final int NEAR = 50;

  private static final int LONGEST_TITLE = 200;

  private static final List<String> MACHINE_ATTRIBUTES =
      List.of("datetime", "content", "title", "data-datetime", "data-date", "data-published");

  private final PageFacts facts;
  private final PageTree tree;
  private final String language;
  private final String title;
  private final boolean[] isAside;

  VisibleDates(PageFacts facts, String language, String title) {
    this.facts = facts;
    this.tree = facts.tree;
    this.language = language;
    this.title = title;
    this.isAside = facts.surroundings();
  }

  /**
   * The date in the lines around the headline: of those that markup calls a date, or else of short
   * lines that hold one; the one behind the headline goes before the one above it.
   */
  Found nearHeadline() {
    TextBlocks blocks = TextBlocks.of(tree, isAside);
    int headline = headline();
    headline = headline < 0 ? titleLine(blocks) : headline;
    if (headline < 0) {
      return Found.NOTHING;
    }
    int at = 0;
    while (at < blocks.count && blocks.first[at] < headline) {
      at++;
    }
    int from = Math.max(0, at - LINES_BEFORE);
    int to = Math.min(blocks.count, at + LINES_AFTER);
    int head = above(headline);
    int start = Math.max(head, from < blocks.count ? blocks.first[from] : tree.size);
    int end = to < blocks.count ? blocks.first[to] : tree.size;
    Found marked = Found.NOTHING;
    for (int i = headline; i < end && marked.isEmpty(); i++) {
      marked = ofMarked(i);
    }
    for (int i = headline - 1; i >= start && marked.isEmpty(); i--) {
      marked = ofMarked(i);
    }
    if (!marked.isEmpty()) {
      return marked;
    }
    Found line = Found.NOTHING;
    int prose = 0;
    for (int block = at; block < to && line.isEmpty() && prose < 2; block++) {
      prose += blocks.prose(block) > 0 ? 1 : 0;
      line = ofLine(blocks, block);
    }
    for (int block = at - 1;
        block >= from && blocks.first[block] >= head && line.isEmpty();
        block--) {
      line = ofLine(blocks, block);
    }
    return line;
  }

  /**
   * The element that holds the headline and what belongs to it; what stands above it, such as the
   * masthead with the date of the day on which the page was made, does not.
   */
  private int above(int headline) {
    int at = headline;
    for (int level = 0; level < LEVELS_ABOVE && tree.structuralParent(at) > 0; level++) {
      at = tree.structuralParent(at);
    }
    return at;
  }

  /** The one date that all marked dates of the page agree on. */
  Found unanimous() {
    Map<String, Found> days = new LinkedHashMap<>();
    for (int i = 0; i < tree.size; i++) {
      Found found = ofMarked(i);
      if (!found.isEmpty()) {
        String value = found.value();
        days.putIfAbsent(value.length() > 10 ? value.substring(0, 10) : value, found);
      }
    }
    return days.size() == 1 ? days.values().iterator().next() : Found.NOTHING;
  }

  /** The one date that sentences such as "This entry was posted on 3 May" agree on. */
  Found inSentence() {
    TextBlocks blocks = TextBlocks.of(tree, isAside);
    Found first = Found.NOTHING;
    for (int block = 0; block < blocks.count; block++) {
      if (blocks.characters[block] > LONGEST_SENTENCE) {
        continue;
      }
      String text = text(blocks, block);
      Matcher said = PUBLISHED.matcher(text);
      if (!said.find()) {
        continue;
      }
      String after = text.substring(said.start(), Math.min(text.length(), said.end() + NEAR));
      Found found = Found.of(WrittenDate.find(after, language), FieldSource.VISIBLE_TEXT);
      if (!first.isEmpty() && !found.isEmpty() && !found.equals(first)) {
        return Found.NOTHING;
      }
      first = first.isEmpty() ? found : first;
    }
    return first;
  }

  private int headline() {
    for (int heading : facts.headings) {
      if (!isAside[heading] && TitleText.repeats(tree.element(heading).text(), title)) {
        return heading;
      }
    }
    int only = -1;
    for (int heading : facts.headings) {
      if (tree.tags[heading] == HtmlTag.H1 && !isAside[heading]) {
        if (only >= 0) {
          return -1;
        }
        only = heading;
      }
    }
    return only;
  }

  /** Where no heading is the headline: the longest line that repeats the title, or -1. */
  private int titleLine(TextBlocks blocks) {
    int best = -1;
    int longest = 0;
    for (int block = 0; block < blocks.count; block++) {
      if (blocks.characters[block] > longest
          && blocks.characters[block] <= LONGEST_TITLE
          && blocks.linkDensity(block) < 0.5
          && TitleText.repeats(text(blocks, block), title)) {
        best = blocks.first[block];
        longest = blocks.characters[block];
      }
    }
    return best;
  }

  /** The date of an element that its name or its kind calls a date. */
  private Found ofMarked(int i) {
    HtmlTag tag = tree.tags[i];
    if (tag == HtmlTag.TEXT_RUN || isAside[i]) {
      return Found.NOTHING;
    }
    int hints = tree.hints(i);
    boolean isTime = tag == HtmlTag.TIME;
    boolean isMarked = isTime || (hints & ClassHints.DATE) != 0;
    if (!isMarked || length(i) > LONGEST_LINE) {
      return Found.NOTHING;
    }
    boolean isChanged = (hints & ClassHints.CHANGED) != 0 && (hints & ClassHints.DATE) == 0;
    String text = ofPublication(tree.element(i).text());
    if (isChanged || text.isEmpty() || isChange(before(i)) || (!isTime && hasTimeBelow(i))) {
      return Found.NOTHING;
    }
    FieldSource source = isTime ? FieldSource.TIME_ELEMENT : FieldSource.VISIBLE_TEXT;
    for (String attribute : MACHINE_ATTRIBUTES) {
      Found found = Found.of(MachineDate.read(tree.attribute(i, attribute)), source);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Found.of(WrittenDate.find(text, language), source);
  }

  /** The text just before an element in the same line, such as a label. */
  private String before(int i) {
    int parent = tree.parents[i];
    if (parent < 0 || length(parent) > LONGEST_LINE) {
      return "";
    }
    List<String> runs = new ArrayList<>();
    for (int k = parent; k < i; k++) {
      if (tree.measures[k] != null && tree.measures[k].characters() > 0) {
        runs.add(((TextNode) tree.nodes[k]).getWholeText());
      }
    }
    return runs.isEmpty() ? "" : runs.get(runs.size() - 1);
  }

  private int length(int i) {
    int length = 0;
    for (int k = i; k < tree.end[i] && length <= LONGEST_LINE; k++) {
      if (tree.measures[k] != null) {
        length += tree.measures[k].characters();
      }
    }
    return length;
  }

  private Found ofLine(TextBlocks blocks, int block) {
    if (blocks.characters[block] > LONGEST_LINE
        || blocks.linkDensity(block) > 0.5
        || isInData(blocks.container[block])) {
      return Found.NOTHING;
    }
    String date = WrittenDate.find(ofPublication(text(blocks, block)), language);
    if (date.isEmpty()) {
      // Elements beside each other that only the style sheet parts, such as author and date.
      date = WrittenDate.find(ofPublication(text(blocks, block, " ")), language);
    }
    return Found.of(date, FieldSource.VISIBLE_TEXT);
  }

  private String text(TextBlocks blocks, int block) {
    return text(blocks, block, "");
  }

  /** What a line says, with something between the texts of different elements. */
  private String text(TextBlocks blocks, int block, String between) {
    StringBuilder line = new StringBuilder();
    for (int k = blocks.first[block]; k < blocks.behind[block]; k++) {
      if (tree.measures[k] != null && !isAside[k]) {
        line.append(((TextNode) tree.nodes[k]).getWholeText()).append(between);
      }
    }
    return Texts.collapse(line.toString());
  }

  private boolean isInData(int i) {
    for (int at = i; at >= 0; at = tree.structuralParent(at)) {
      if (tree.tags[at] == HtmlTag.TABLE && DataTables.isData(tree, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isChange(String text) {
    return CHANGED.matcher(text).find() && !PUBLISHED.matcher(text).find();
  }

  /** True if a line has a word for publishing or changing. */
  static boolean isLabelled(String line) {
    return CHANGED.matcher(line).find() || PUBLISHED.matcher(line).find();
  }

  /**
   * What a line says before it says when something was changed, or behind its word for publishing;
   * empty if all of it is about a change.
   */
  private String ofPublication(String line) {
    Matcher changed = CHANGED.matcher(line);
    if (!changed.find()) {
      return line;
    }
    Matcher published = PUBLISHED.matcher(line);
    boolean isPublished = published.find();
    if (isPublished && published.start() > changed.start()) {
      return line.substring(published.start());
    }
    String before = line.substring(0, changed.start());
    boolean isChangeDated =
        HOUR.matcher(line.substring(changed.end())).find()
            || !WrittenDate.find(line.substring(changed.end()), language).isEmpty();
    boolean isBeforeDated = !WrittenDate.find(before, language).isEmpty();
    return isBeforeDated && (isPublished || isChangeDated) ? before : "";
  }

  private boolean hasTimeBelow(int i) {
    for (int k = i + 1; k < tree.end[i]; k++) {
      if (tree.tags[k] == HtmlTag.TIME) {
        return true;
      }
    }
    return false;
  }
}
