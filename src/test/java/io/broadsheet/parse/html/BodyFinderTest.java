package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test is a trap that pages of newspapers set, on a page invented for it. */
class BodyFinderTest {
  private static final String TITLE = "Ferry service returns to the northern islands";

  private static final String[] PARAGRAPHS = {
    "The ferry that links the northern islands with the mainland sailed again on Monday, after"
        + " seven weeks in which nothing larger than a fishing boat had made the crossing.",
    "“We had begun to count the tins in the shop,” said Marta Olesen, who runs the only bakery on"
        + " the largest of the islands, and who had sold her last loaf on Thursday.",
    "The company that owns the ship says that the new engine, built in two halves and joined on"
        + " board, should last for twenty years; the old one had failed three times since autumn.",
    "For the school it means that teachers can come back, and that the final examinations, which"
        + " had been put off twice, will be held before the end of the month.",
    "Not everybody is pleased: those who moved away in the weeks without a ship are still owed"
        + " rent, hotel bills and, in one case, the price of a horse."
  };

  private static final String ARTICLE = "<p>" + String.join("</p><p>", PARAGRAPHS) + "</p>";
  private static final String BODY = String.join("\n", PARAGRAPHS);

  private static String body(String html) {
    return HtmlExtractor.extract(html, "").body().value();
  }

  private static String page(String content) {
    return "<!doctype html><html lang=en><head><title>"
        + TITLE
        + " | The Islander</title><meta property='og:title' content='"
        + TITLE
        + "'></head><body>"
        + content
        + "</body></html>";
  }

  private static String article(String before, String after) {
    return page(
        "<header><a href='/'>The Islander</a></header><main><article><h1>"
            + TITLE
            + "</h1>"
            + before
            + ARTICLE
            + after
            + "</article></main>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class='share-bar'><a href='#'>Facebook</a> <a href='#'>X</a> Share this story</div>",
        "<div class='social'><span>Pass it on</span><ul><li>Mail<li>Print</ul></div>",
        "<ul class='sharing'><li><a href='/m'>Mail</a></li><li><a href='/p'>Print</a></li></ul>",
        "<div class='related-stories'><h3>More on this</h3><ul><li><a href='/1'>Harbour wall will"
            + " be rebuilt</a></li><li><a href='/2'>Fish prices fall again</a></li></ul></div>",
        "<aside><p>In pictures: the seven weeks without a ship, as the islanders saw them.</p></aside>",
        "<div class='cookie-consent'><p>We use cookies, and so do our 700 partners, to know what you"
            + " read. Do you agree to all of that?</p><button>Yes</button></div>",
        "<div role='dialog'><p>We value your privacy, and ask you to say so by a click.</p></div>",
        "<div class='newsletter-signup'><p>Get our letter every morning, free of charge, with all"
            + " that the islands talk about.</p><form><input type=email><button>Go</button></form></div>",
        "<section id='comments'><h2>Comments</h2><div class='comment'><p>At last! We have waited so"
            + " long for this, and nobody believed it would come.</p></div></section>",
        "<div class='article-comments'><p>First! And by the way, the old engine was better, as my"
            + " uncle always says, who knew it well.</p></div>",
        "<nav><ul><li><a href='/n'>News</a></li><li><a href='/s'>Sport</a></li></ul></nav>",
        "<div class='advertisement'><p>Sail with us, and pay half! Only this week, and only online,"
            + " with the code FERRY.</p></div>",
        "<div style='display: none'><p>This paragraph is shown to nobody, and should be read by"
            + " nobody either.</p></div>",
        "<p hidden>A template of a paragraph, waiting for a script to fill it in.</p>",
        "<script>document.write('written by a script, which is not run')</script>",
        "<noscript><p>Please switch on scripts, or you will not see the pictures of the ship.</p></noscript>",
        "<div class='tags'><a href='/t/ferry'>ferry</a> <a href='/t/islands'>islands</a></div>",
        "<h2>Most popular</h2><ul class='x'><li><a href='/a'>Storm closes the harbour</a></li>"
            + "<li><a href='/b'>A seal named Otto</a></li></ul>",
        "<footer><p>© The Islander. All rights reserved, on land and at sea.</p></footer>"
      })
  void leavesOutABoxBelowTheText(String box) {
    assertThat(body(article("", box)), is(BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p class='byline'>By Jonas Havn</p>",
        "<div class='meta'><span class='date'>4 May 2021</span></div>",
        "<time datetime='2021-05-04'>Tuesday 4 May 2021, 07:00</time>",
        "<div><span>4 min read</span></div>",
        "<div class='breadcrumb'><a href='/'>Home</a> › <a href='/n'>News</a></div>",
        "<div class='share-tools'><a href='#'>Share</a></div>",
        "<div><a href='/author/jh'>Jonas Havn</a></div>"
      })
  void leavesOutALineAboveTheText(String line) {
    assertThat(body(article(line, "")), is(BODY));
  }

  @Test
  void leavesOutTheRepeatedHeadline() {
    assertThat(body(article("", "")), is(BODY));
  }

  @Test
  void keepsTheStandfirst() {
    String standfirst = "Seven weeks without a ship are over, but not everybody is pleased.";
    assertThat(body(article("<p>" + standfirst + "</p>", "")), is(standfirst + "\n" + BODY));
  }

  @Test
  void keepsHeadingsListsQuotationsCaptionsAndCode() {
    String parts =
        "<h2>What changes</h2><ul><li>Two crossings a day</li><li>No crossing on Sundays</li></ul>"
            + "<blockquote><p>“It is a good engine.”</p></blockquote>"
            + "<figure><img src='s.jpg'><figcaption>The ship, seen from the pier.</figcaption></figure>"
            + "<pre>dep 07:00\ndep 16:30</pre>"
            + ARTICLE;
    String expected =
        BODY
            + "\nWhat changes\nTwo crossings a day\nNo crossing on Sundays\n“It is a good engine.”"
            + "\nThe ship, seen from the pier.\ndep 07:00\ndep 16:30\n"
            + BODY;
    assertThat(body(article("", parts)), is(expected));
  }

  @Test
  void keepsATableOfData() {
    String table =
        "<table><thead><tr><th>Month</th><th>Crossings</th></tr></thead>"
            + "<tr><td>March</td><td>0</td></tr><tr><td>May</td><td>62</td></tr></table>";
    assertThat(body(article("", table + ARTICLE)), containsString("\nMarch\n0\nMay\n62\n"));
  }

  @Test
  void keepsLinksInsideTheText() {
    String paragraph =
        "The <a href='/engine'>engine</a> was paid for by <a href='/state'>the state</a>, the"
            + " <a href='/b'>county</a> and a lottery, which ran for a year.";
    assertThat(
        body(article("", "<p>" + paragraph + "</p>" + ARTICLE)),
        containsString("The engine was paid for by the state, the county and a lottery"));
  }

  @Test
  void leavesOutListsOfTeasersWhateverTheirNames() {
    StringBuilder teasers = new StringBuilder("<div class='a1'>");
    for (String name :
        new String[] {"Storm closes the harbour", "A seal named Otto", "New mayor"}) {
      teasers
          .append("<div class='b2'><h3><a href='/x'>")
          .append(name)
          .append(" of the week</a></h3><p>What happened here, why it did, and what the people")
          .append(" who saw it have to say about it, in one story.</p></div>");
    }
    String html = page("<div class='c3'><h1>" + TITLE + "</h1>" + ARTICLE + "</div>" + teasers);
    assertThat(body(html), is(BODY));
  }

  @Test
  void joinsAnArticleThatIsSpreadOverSeveralParts() {
    StringBuilder sections = new StringBuilder("<div class=w>");
    for (String paragraph : PARAGRAPHS) {
      sections.append("<div class=s><div><p>").append(paragraph).append("</p></div></div>");
    }
    assertThat(body(page("<h1>" + TITLE + "</h1>" + sections + "</div>")), is(BODY));
  }

  @Test
  void readsParagraphsThatAreOnlyLineBreaks() {
    String html = "<div><div>" + String.join("<br><br>", PARAGRAPHS) + "</div></div>";
    assertThat(body(page("<h1>" + TITLE + "</h1>" + html)), is(BODY));
  }

  @Test
  void readsAPageLaidOutWithTables() {
    String html =
        "<table><tr><td width=150><a href='/'>Home</a><br><a href='/n'>News</a><br></td><td><h1>"
            + TITLE
            + "</h1>"
            + ARTICLE
            + "</td></tr></table>";
    assertThat(body(page(html)), is(BODY));
  }

  @Test
  void keepsALiveBlogWhole() {
    StringBuilder posts = new StringBuilder("<div class=feed>");
    for (int i = 0; i < PARAGRAPHS.length; i++) {
      posts
          .append("<div class=post id=p")
          .append(i)
          .append("><p>")
          .append(PARAGRAPHS[i])
          .append("</p></div>");
    }
    assertThat(body(page("<h1>" + TITLE + "</h1>" + posts + "</div>")), is(BODY));
  }

  @Test
  void readsOnlyTheFirstOfArticlesThatFollowEachOther() {
    String other =
        "The council has voted, for the fourth time, about the colour of the harbour"
            + " wall, and again nobody is content with the result of it.";
    String html =
        page(
            "<main><article><h1>"
                + TITLE
                + "</h1>"
                + ARTICLE
                + "</article><article><h1>Council votes on wall</h1><p>"
                + other
                + "</p></article></main>");
    assertThat(body(html), is(BODY));
  }

  @Test
  void readsChineseTextWithoutSpaces() {
    String text =
        "经过七个星期的等待，连接北方群岛与大陆的渡轮周一恢复航行。岛上唯一的面包店老板说，她上周四就卖完了最后一个面包。"
            + "轮船公司表示，新发动机应该可以使用二十年，旧发动机自去年秋天以来已经发生过三次故障。";
    String html =
        "<div class=nav><a href='/'>首页</a><a href='/n'>新闻</a></div><div><h1>渡轮恢复航行</h1><p>"
            + text
            + "</p><p>"
            + text
            + "</p></div><div><a href='/1'>相关新闻一</a><a href='/2'>相关新闻二</a></div>";
    assertThat(body("<title>渡轮恢复航行</title>" + html), is(text + "\n" + text));
  }

  @Test
  void readsArabicText() {
    String text =
        "عادت العبّارة التي تربط الجزر الشمالية بالبر الرئيسي إلى الإبحار يوم الاثنين، بعد سبعة أسابيع من"
            + " التوقف. فهل تصمد المحركات الجديدة؟ تقول الشركة إنها ستعمل عشرين عاما.";
    String html =
        "<html dir=rtl lang=ar><title>عودة العبّارة</title><nav><a href='/'>الرئيسية</a></nav><div><h1>عودة"
            + " العبّارة</h1><p>"
            + text
            + "</p><p>"
            + text
            + "</p></div>";
    assertThat(body(html), is(text + "\n" + text));
  }

  @Test
  void fallsBackToWhatThereIsOnAPageOfFewWords() {
    assertThat(body("<title>x</title><body><p>Back soon.</p>"), is("Back soon."));
    assertThat(body("<title>x</title><body></body>"), is(""));
    assertThat(body(""), is(""));
  }

  @Test
  void readsAnArticleWhoseNamesSpeakAgainstIt() {
    String html = page("<div class='sidebar promo'><h1>" + TITLE + "</h1>" + ARTICLE + "</div>");
    assertThat(body(html), is(BODY));
  }

  @Test
  void takesAnIdMadeFromAHeadingForNoName() {
    String html =
        page(
            "<article><h1>"
                + TITLE
                + "</h1>"
                + ARTICLE
                + "<section id='what-the-sponsor-of-the-ship-says'><h2>What the sponsor says</h2><p>"
                + PARAGRAPHS[2]
                + "</p></section></article>");
    assertThat(body(html), is(BODY + "\nWhat the sponsor says\n" + PARAGRAPHS[2]));
  }

  @Test
  void leavesOutTheControlsOfAPlayer() {
    String player =
        "<div class=p><div>Play</div><div>Mute</div><div>0:00</div><div>Auto</div><div>High</div>"
            + "<div>Low</div><div>Full</div></div>";
    assertThat(body(article("", player + ARTICLE)), not(containsString("Mute")));
  }

  @Test
  void separatesWordsOnlyWhereAReaderSeesABreak() {
    String html =
        "<article><p>un<b>break</b>able words,<br>and a second line, which is long enough"
            + " to be taken for a paragraph of text on this page.</p></article>";
    assertThat(body(html), startsWith("unbreakable words,\nand a second line"));
  }
}
