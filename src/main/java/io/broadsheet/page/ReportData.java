package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.broadsheet.page.Coverage.Place;
import io.broadsheet.table.Column;
import io.broadsheet.table.Table;
import io.broadsheet.window.WindowScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a page shows of a run: rows of its tables as far as there is room for them, and counts of
 * all its articles. Memory: {@link PageBudgets} and {@link Coverage}.
 */
public final class ReportData {
  /** Their rows are sums of articles, which {@link Coverage} has. */
  private static final Set<String> COUNTED_FROM_ARTICLES =
      Set.of("outlets", "topics", "outlet_topics", "languages");

  /** Between the first window and the last, those without articles are shown up to this many. */
  private static final int MOST_WINDOWS = 5_000;

  /** Beyond this many articles the page does not count unique texts and stories. */
  private static final int MOST_GROUPED = 300_000;

  private final WindowScheme scheme;
  private final Dictionaries dictionaries = new Dictionaries();
  private final Map<String, TableData> tables = new LinkedHashMap<>();
  private final Map<String, Long> rowsOfTables = new LinkedHashMap<>();
  private final Coverage coverage = new Coverage();
  private final TermTotals termTotals = new TermTotals();
  private final TreeSet<Long> seenWindows = new TreeSet<>();
  private boolean hasCopies;
  private boolean hasStories;
  private long datedArticles;

  /** Takes the rows of one table. */
  public interface TableTaker {
    /** Whether it wants the rows for which the page has no room, too. */
    boolean takesAll();

    /**
     * Takes a row.
     *
     * @param cells texts, lists of texts, longs (timestamps are epoch milliseconds), doubles, null
     * @param isShown whether the page has room for it
     */
    void take(Object[] cells, boolean isShown);

    /** How many rows the page shows. */
    long rows();
  }

  /**
   * Starts empty.
   *
   * @param scheme the windows of the run
   */
  public ReportData(WindowScheme scheme) {
    this.scheme = scheme;
  }

  /** Begins a table; its rows must come in order. */
  public TableTaker begin(Table table) {
    rowsOfTables.put(table.name(), 0L);
    if (COUNTED_FROM_ARTICLES.contains(table.name())) {
      return new Taker(table, null);
    }
    Set<String> alsoLeftOut =
        table.name().equals("terms") ? Set.of("total_terms", "total_docs") : Set.of();
    TableData data = new TableData(table, dictionaries, alsoLeftOut);
    tables.put(table.name(), data);
    return new Taker(table, data);
  }

  private final class Taker implements TableTaker {
    private final String name;
    private final TableData data;
    private final Map<String, Integer> places = new HashMap<>();

    Taker(Table table, TableData data) {
      this.name = table.name();
      this.data = data;
      List<Column> columns = table.columns();
      for (int i = 0; i < columns.size(); i++) {
        places.put(columns.get(i).name(), i);
      }
      if (name.equals("articles")) {
        hasCopies = places.containsKey("copy_of");
        hasStories = places.containsKey("story_id");
      }
    }

    @Override
    public boolean takesAll() {
      return data != null;
    }

    @Override
    public void take(Object[] cells, boolean isShown) {
      if (data == null) {
        return;
      }
      data.count();
      Object window = places.containsKey("window_start") ? cells[places.get("window_start")] : null;
      if (window instanceof Long start && (isShown || name.equals("articles"))) {
        seenWindows.add(start);
        if (name.equals("articles")) {
          cover(start, cells);
        }
      }
      if (isShown) {
        data.add(cells);
        if (name.equals("terms")) {
          termTotals.add(cells, places, dictionaries);
        }
      }
    }

    private void cover(long window, Object[] cells) {
      List<Integer> topics = new ArrayList<>();
      if (cells[places.get("topics")] instanceof List<?> names) {
        names.forEach(topic -> topics.add(dictionaries.named("topics").number((String) topic)));
      }
      Place place =
          coverage.add(
              window,
              dictionaries.named("outlets").number((String) cells[places.get("outlet")]),
              List.copyOf(topics),
              dictionaries.named("languages").number(base((String) cells[places.get("language")])),
              (Long) cells[places.get("words")]);
      if (++datedArticles <= MOST_GROUPED) {
        String id = (String) cells[places.get("article_id")];
        if (hasCopies) {
          Object original = cells[places.get("copy_of")];
          coverage.addMember("texts", original == null ? id : (String) original, place);
        }
        if (hasStories && cells[places.get("story_id")] instanceof String story) {
          coverage.addMember("stories", story, place);
        }
      }
    }

    /** A language as table {@code languages} has it, without script and region. */
    private String base(String tag) {
      return tag == null ? "und" : tag.split("-", 2)[0];
    }

    @Override
    public long rows() {
      return data == null ? 0 : data.rows();
    }
  }

  Optional<Cells> cells(String table) {
    return Optional.ofNullable(tables.get(table)).map(Cells::new);
  }

  Dictionaries dictionaries() {
    return dictionaries;
  }

  Coverage coverage() {
    return coverage;
  }

  TermTotals termTotals() {
    return termTotals;
  }

  WindowScheme scheme() {
    return scheme;
  }

  boolean hasCopies() {
    return hasCopies && datedArticles <= MOST_GROUPED;
  }

  long datedArticles() {
    return datedArticles;
  }

  /** The windows that the page shows, ascending: those with articles, and those between. */
  List<Long> windows() {
    if (seenWindows.isEmpty()) {
      return List.of();
    }
    List<Long> all = new ArrayList<>();
    long start = seenWindows.first();
    while (start <= seenWindows.last() && all.size() <= MOST_WINDOWS) {
      all.add(start);
      start = scheme.next(start);
    }
    return all.size() <= MOST_WINDOWS ? all : List.copyOf(seenWindows);
  }

  /** All of it but the run report, as JSON in UTF-8. */
  byte[] toJson(byte[] runReport, List<Finding> findings) {
    List<Long> windows = windows();
    Map<Long, Integer> numbers = new HashMap<>();
    for (int i = 0; i < windows.size(); i++) {
      numbers.put(windows.get(i), i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeFieldName("run");
      json.writeRawValue(new String(runReport, StandardCharsets.UTF_8));
      json.writeObjectFieldStart("windows");
      json.writeStringField("every", scheme.every());
      json.writeStringField("zone", scheme.zone().getId());
      json.writeBooleanField("sliding", scheme.isSliding());
      json.writeArrayFieldStart("start");
      for (long start : windows) {
        json.writeString(scheme.format(start));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("end");
      for (long start : windows) {
        json.writeString(scheme.format(scheme.end(start)));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeBooleanField("hasCopies", hasCopies());
      json.writeBooleanField("hasStories", hasStories && datedArticles <= MOST_GROUPED);
      json.writeFieldName("coverage");
      coverage.write(json, numbers::get, dictionaries.named("ids")::number);
      json.writeFieldName("termTotals");
      termTotals.write(json, numbers::get);
      json.writeObjectFieldStart("tables");
      for (TableData table : tables.values()) {
        json.writeFieldName(table.name());
        table.write(json, numbers::get, scheme::format);
      }
      json.writeEndObject();
      json.writeArrayFieldStart("findings");
      for (Finding finding : findings) {
        finding.write(json);
      }
      json.writeEndArray();
      json.writeFieldName("dictionaries");
      dictionaries.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
