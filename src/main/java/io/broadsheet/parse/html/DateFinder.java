package io.broadsheet.parse.html;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds when an article was published and when it was changed. Sources are tried from the most
 * explicit to the least; a date of a change is never taken for the date of publication; where
 * visible dates disagree, none is taken.
 */
final class DateFinder {
  /** Names under which generators also write when a page was built. */
  private static final String[] WEAK_META = {"date", "timestamp", "dat"};

  private static final Pattern SLASHED_DAY =
      Pattern.compile("[/_.-]((?:19|20)\\d\\d)[/_-](\\d{1,2}|[a-z]{3})[/_-](\\d{1,2})(?=[/_.-]|$)");

  private static final Pattern MIXED_DAY =
      Pattern.compile(
          "/((?:19|20)\\d\\d)[-/]?(0[1-9]|1[0-2])[-/](0[1-9]|[12]\\d|3[01])(?=[/_.-]|$)");

  private static final Pattern COMPACT_DAY =
      Pattern.compile("[/_.t-]((?:19|20)\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=[/_.-]|$)");

  private static final int DAY_LENGTH = "2000-01-01".length();

  private static final Pattern IN_SCRIPT =
      Pattern.compile(
          "(?i)\"?(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)"
              + "|pub_?date|publication_?date|first_?published(?:_?at)?)\"?\\s{0,5}:"
              + "\\s{0,5}\"(\\d[^\"]{7,40})\"");

  private static final String[] OPEN_GRAPH = {
    "article.published_time",
    "og.article.published_time",
    "og.published_time",
    "article.published",
    "article.publish_date",
    "article.create_at",
    "og.pubdate",
    "og.publish_date"
  };

  private static final String[] DUBLIN_CORE = {
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dc.date.published",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "dc.date",
    "dcterms.date",
    "dcterms.available"
  };

  private static final String[] META = {
    "datepublished",
    "date_published",
    "date-published",
    "publish_date",
    "publish-date",
    "publishdate",
    "publishing_date",
    "published_date",
    "published_time",
    "published_at",
    "publication_date",
    "publication-date",
    "publicationdate",
    "publish_time",
    "publishtime",
    "published",
    "pubdate",
    "pub_date",
    "pub-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse.recs.publishtime",
    "cxenseparse.recs.articlepublished",
    "cxenseparse.publishtime",
    "analyticsattributes.articledate",
    "article_date_original",
    "article.published_date",
    "article-publish-date",
    "rnews.datepublished",
    "citation_publication_date",
    "citation_online_date",
    "bt.pubdate",
    "vr.published_time",
    "originalpublicationdate",
    "release_date",
    "dateissued",
    "issuedate",
    "date_issued",
    "created",
    "creation_date",
    "creationdate",
    "datecreated",
    "date_created",
    "ptime",
    "pdate",
    "displaydate",
    "date.published",
    "date.release",
    "firstcreate"
  };

  private final PageFacts facts;
  private final JsonLdArticle jsonLd;

  DateFinder(PageFacts facts, JsonLdArticle jsonLd) {
    this.facts = facts;
    this.jsonLd = jsonLd;
  }

  Found published(String address, String language, String title) {
    Found url = ofAddress(PageAddress.path(address));
    Found found = machine(jsonLd.text("datePublished"), FieldSource.JSON_LD);
    found = orMeta(found, FieldSource.OPEN_GRAPH, OPEN_GRAPH);
    found = orMeta(found, FieldSource.META, META);
    found = found.isEmpty() ? ofMicrodata(language, "datePublished") : found;
    if (found.isEmpty()) {
      found = machine(jsonLd.textOfArticleOrPage("datePublished"), FieldSource.JSON_LD);
    }
    if (!found.isEmpty()) {
      return found;
    }
    found = orMeta(found, FieldSource.DUBLIN_CORE, DUBLIN_CORE);
    found = found.isEmpty() ? ofMicrodata(language, "created", "dateCreated", "issued") : found;
    found = orMeta(found, FieldSource.META, WEAK_META);
    VisibleDates visible = new VisibleDates(facts, language, title);
    Found near = visible.nearHeadline();
    if (!url.isEmpty()) {
      return sharper(url, List.of(found, near));
    }
    if (!found.isEmpty()) {
      return found;
    }
    found = machine(jsonLd.text("dateCreated"), FieldSource.JSON_LD);
    found =
        found.isEmpty()
            ? machine(jsonLd.textOfArticleOrPage("uploadDate"), FieldSource.JSON_LD)
            : found;
    if (!found.isEmpty()) {
      return found;
    }
    if (!near.isEmpty()) {
      return near;
    }
    found = ofScripts();
    found = found.isEmpty() ? visible.unanimous() : found;
    found = found.isEmpty() ? written(language) : found;
    return found.isEmpty() ? visible.inSentence() : found;
  }

  Found modified() {
    Found found = machine(jsonLd.textOfArticleOrPage("dateModified"), FieldSource.JSON_LD);
    found = orMeta(found, FieldSource.OPEN_GRAPH, "article.modified_time", "og.updated_time");
    found =
        orMeta(
            found, FieldSource.DUBLIN_CORE, "dcterms.modified", "dc.date.modified", "dc.modified");
    found = orMeta(found, FieldSource.META, "datemodified", "lastmod", "last-modified", "revised");
    found = found.isEmpty() ? ofMicrodata("", "dateModified") : found;
    return found.isEmpty() ? ofChangedTime() : found;
  }

  /** A {@code <time>} that its name calls the one of a change. */
  private Found ofChangedTime() {
    for (int i : facts.times) {
      if ((facts.tree.hints(i) & ClassHints.CHANGED) != 0 && !facts.surroundings()[i]) {
        Found found = machine(facts.tree.attribute(i, "datetime"), FieldSource.TIME_ELEMENT);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return Found.NOTHING;
  }

  private static Found machine(String text, FieldSource source) {
    return Found.of(MachineDate.read(text), source);
  }

  private Found orMeta(Found found, FieldSource source, String... names) {
    if (!found.isEmpty()) {
      return found;
    }
    for (String name : names) {
      for (String value : facts.metaValues(name)) {
        Found date = machine(value, facts.metaSource(name, source));
        if (!date.isEmpty()) {
          return date;
        }
      }
    }
    return Found.NOTHING;
  }

  private Found ofMicrodata(String language, String... properties) {
    boolean[] isAside = facts.itemProperties.isEmpty() ? null : facts.surroundings();
    for (int i : facts.itemProperties) {
      for (String property : properties) {
        if (!isAside[i] && facts.hasItemProperty(i, property)) {
          String value = facts.itemValue(i);
          Found found = machine(value, FieldSource.MICRODATA);
          if (found.isEmpty()) {
            found = Found.of(WrittenDate.find(value, language), FieldSource.MICRODATA);
          }
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    }
    return Found.NOTHING;
  }

  /** The one day that all scripts of the page give for the publication of something. */
  private Found ofScripts() {
    Found first = Found.NOTHING;
    for (String script : facts.scripts()) {
      Matcher matcher = IN_SCRIPT.matcher(script);
      while (matcher.find()) {
        Found found = machine(matcher.group(1), FieldSource.SCRIPT);
        if (first.isEmpty()) {
          first = found;
        } else if (!found.isEmpty() && !isSameDay(first, found)) {
          return Found.NOTHING;
        }
      }
    }
    return first;
  }

  private static boolean isSameDay(Found one, Found other) {
    return one.value().regionMatches(0, other.value(), 0, DAY_LENGTH);
  }

  /** The day in the address, with the time of another date of the same day if there is one. */
  private static Found sharper(Found url, List<Found> others) {
    for (Found other : others) {
      if (other.value().startsWith(url.value())) {
        return other;
      }
    }
    return url;
  }

  /** What metadata writes for people, once nothing else says anything. */
  private Found written(String language) {
    List<Found> candidates = new ArrayList<>();
    candidates.add(Found.of(jsonLd.text("datePublished"), FieldSource.JSON_LD));
    for (String name : OPEN_GRAPH) {
      candidates.add(Found.of(facts.meta(name), FieldSource.OPEN_GRAPH));
    }
    for (String name : META) {
      candidates.add(Found.of(facts.meta(name), FieldSource.META));
    }
    for (String name : DUBLIN_CORE) {
      candidates.add(Found.of(facts.meta(name), FieldSource.DUBLIN_CORE));
    }
    for (Found candidate : candidates) {
      Found found = Found.of(WrittenDate.find(candidate.value(), language), candidate.source());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Found.NOTHING;
  }

  static Found ofAddress(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    Set<String> days = new LinkedHashSet<>();
    for (Pattern pattern : List.of(SLASHED_DAY, MIXED_DAY, COMPACT_DAY)) {
      Matcher matcher = pattern.matcher(lower);
      while (matcher.find()) {
        String day = day(matcher.group(1), matcher.group(2), matcher.group(3));
        if (!day.isEmpty()) {
          days.add(day);
        }
      }
      if (!days.isEmpty()) {
        break;
      }
    }
    return days.size() == 1 ? Found.of(days.iterator().next(), FieldSource.URL) : Found.NOTHING;
  }

  private static String day(String year, String month, String day) {
    int number =
        Character.isDigit(month.charAt(0)) ? Integer.parseInt(month) : MachineDate.month(month);
    int wholeYear = Integer.parseInt(year);
    if (number < 1 || number > 12 || wholeYear < 1990) {
      return "";
    }
    try {
      return LocalDate.of(wholeYear, number, Integer.parseInt(day)).toString();
    } catch (DateTimeException noSuchDay) {
      return "";
    }
  }
}
