package io.broadsheet.parse.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What the words in class names and ids tell about an element, as a set of bits.
 *
 * <p>The words are those that authors of pages have shared for two decades ({@code sidebar}, {@code
 * related}, {@code byline}); that such names carry evidence was shown by Arc90's Readability (2009)
 * and every extractor since. All words are looked for in one pass over the string (Aho and Corasick
 * 1975), so the cost does not grow with their number.
 */
final class ClassHints {
  /** Typical of an article's own containers. */
  static final int POSITIVE = 1;

  /** Typical of what stands around an article. */
  static final int NEGATIVE = 1 << 1;

  /** Seldom part of an article. */
  static final int UNLIKELY = 1 << 2;

  /** May hold the article, whatever other words say. */
  static final int MAYBE = 1 << 3;

  /** Buttons for passing the page on. */
  static final int SHARE = 1 << 4;

  /** What readers wrote. */
  static final int COMMENTS = 1 << 5;

  /** Links to other articles. */
  static final int RELATED = 1 << 6;

  /** Advertisements, subscriptions, consent. */
  static final int PROMOTION = 1 << 7;

  /** The author's name. */
  static final int BYLINE = 1 << 8;

  /** The date of the article. */
  static final int DATE = 1 << 9;

  /** The date of a change. */
  static final int CHANGED = 1 << 10;

  /** A container that is named as the article's text. */
  static final int ARTICLE_TEXT = 1 << 11;

  /** Hidden by a class of a common style sheet, unless a script shows it. */
  static final int HIDDEN = 1 << 12;

  /** Lists of topics. */
  static final int TAGS = 1 << 13;

  /** Text for those who listen, not see; and text for printers. */
  static final int UNSEEN = 1 << 14;

  /** The line below a picture. */
  static final int CAPTION = 1 << 15;

  private static final ClassHints WORDS = new ClassHints();

  private static final int LETTERS = 29;

  private record Word(String text, boolean isWhole, int bits) {}

  private final List<int[]> next = new ArrayList<>();
  private final List<List<Word>> words = new ArrayList<>();

  private ClassHints() {
    addState();
    parts(POSITIVE | MAYBE, "article body content column main");
    parts(POSITIVE, "entry page post text blog story");
    whole(POSITIVE, "hentry");
    parts(
        NEGATIVE | UNLIKELY,
        "banner combx comment footer gdpr related shoutbox sidebar skyscraper sponsor outbrain"
            + " promo");
    parts(NEGATIVE, "contact masthead media meta share scroll shopping tags widget");
    whole(NEGATIVE, "hid hidden com ad ads advert");
    parts(
        UNLIKELY,
        "breadcrumb community disqus extra header legends menu remark replies rss social"
            + " supplemental agegate pagination pager popup newsletter subscri cookie consent"
            + " taboola advert navbar toolbar recommend trending signup recirc");
    whole(UNLIKELY, "ad ads adbox adslot nav navigation toc share sharing sharebar teaser teasers");
    parts(SHARE, "sharedaddy addthis addtoany sharethis sharebar sharebutton shareicon sharetool");
    whole(SHARE, "share sharing shares socialshare socials");
    parts(COMMENTS, "disqus livefyre commentlist commentarea commentform comment-list");
    whole(COMMENTS, "comment comments replies respond responses usercomments");
    parts(
        RELATED,
        "related recommend readmore read-more seealso see-also readnext read-next morefrom"
            + " more-from mostread most-read mostpopular most-popular trending outbrain taboola"
            + " recirc youmaylike also-like alsolike");
    parts(
        PROMOTION,
        "newsletter subscri advert sponsor promo cookie consent gdpr paywall signup sign-up donat"
            + " adslot ad-slot adsense dfp-ad google-ad banner-ad");
    whole(PROMOTION, "ad ads adbox");
    parts(BYLINE, "byline dateline author writtenby p-author");
    parts(
        DATE,
        "pubdate pub-date pub_date publish dateline timestamp postdate post-date post_date"
            + " entry-date entry_date entrydate articledate article-date article_date"
            + " article__date date-posted posted-on postedon post__date entry__date dtpublished"
            + " story-date created");
    whole(DATE, "date datetime time posted datum fecha data published dato datestamp");
    parts(CHANGED, "updated modified lastmod last-mod edited");
    parts(
        ARTICLE_TEXT,
        "articlebody article-body article_body article__body storybody story-body story_body"
            + " story__body postbody post-body post_body post__body entrycontent entry-content"
            + " entry_content entry__content postcontent post-content post_content post__content"
            + " articlecontent article-content article_content article__content articletext"
            + " article-text article_text article__text storycontent story-content story_content"
            + " story__content bodytext body-text body-copy bodycopy storytext story-text"
            + " post-text posttext newsbody news-body newstext news-text newscontent"
            + " news-content contentbody content-body maincontent-text");
    whole(HIDDEN, "hidden hide invisible d-none is-hidden u-hidden");
    whole(TAGS, "tags taglist topics keywords");
    parts(TAGS, "tag-list tags-list post-tags entry-tags article-tags");
    parts(
        UNSEEN,
        "visually-hidden visuallyhidden sr-only screen-reader screenreader u-vh off-screen offscreen"
            + " print-only printonly");
    parts(
        COMMENTS | UNLIKELY | NEGATIVE, "kommentar comentario reacties commenti komentar yorumlar");
    parts(RELATED | UNLIKELY | NEGATIVE, "relacionad verwandte correlat gerelateerd lesauch");
    parts(PROMOTION | UNLIKELY, "werbung publicidad publicite pubblicita reklam advertentie");
    whole(PROMOTION | UNLIKELY, "anzeige annonce anuncio pub");
    whole(SHARE, "teilen compartir partage partager condividi compartilhar delen udostepnij");
    parts(CAPTION, "caption legende bildunterschrift");
    link();
  }

  /**
   * The bits of all words found in a class name or id.
   *
   * @param name may hold several names, separated by spaces
   */
  static int of(String name) {
    return WORDS.search(name);
  }

  private void parts(int bits, String list) {
    add(bits, list, false);
  }

  private void whole(int bits, String list) {
    add(bits, list, true);
  }

  private void add(int bits, String list, boolean isWhole) {
    for (String word : list.split(" ", -1)) {
      int state = 0;
      for (int i = 0; i < word.length(); i++) {
        int letter = letter(word.charAt(i));
        int[] row = next.get(state);
        if (row[letter] < 0) {
          row[letter] = addState();
        }
        state = row[letter];
      }
      words.get(state).add(new Word(word, isWhole, bits));
    }
  }

  private int addState() {
    int[] row = new int[LETTERS];
    Arrays.fill(row, -1);
    next.add(row);
    words.add(new ArrayList<>());
    return next.size() - 1;
  }

  /** Letters a to z, then the hyphen, the underscore, and everything else. */
  private static int letter(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    return c == '-' ? 26 : c == '_' ? 27 : 28;
  }

  private void link() {
    int[] fallback = new int[next.size()];
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int letter = 0; letter < LETTERS; letter++) {
        int target = next.get(state)[letter];
        int shorter = state == 0 ? 0 : next.get(fallback[state])[letter];
        if (target < 0) {
          next.get(state)[letter] = shorter;
        } else {
          fallback[target] = shorter;
          words.get(target).addAll(words.get(shorter));
          queue.add(target);
        }
      }
    }
  }

  private int search(String name) {
    int found = 0;
    int state = 0;
    for (int i = 0; i < name.length(); i++) {
      state = next.get(state)[letter(name.charAt(i))];
      List<Word> ending = words.get(state);
      for (int k = 0; k < ending.size(); k++) {
        Word word = ending.get(k);
        if (!word.isWhole || isWhole(name, i + 1 - word.text.length(), i + 1)) {
          found |= word.bits;
        }
      }
    }
    return found;
  }

  /** A word ends where letters end, or where camel case starts a new one. */
  private static boolean isWhole(String name, int start, int end) {
    boolean starts =
        start == 0
            || !isLetter(name.charAt(start - 1))
            || (isUpper(name.charAt(start)) && !isUpper(name.charAt(start - 1)));
    boolean ends =
        end == name.length()
            || !isLetter(name.charAt(end))
            || (isUpper(name.charAt(end)) && !isUpper(name.charAt(end - 1)));
    return starts && ends;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || isUpper(c);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
