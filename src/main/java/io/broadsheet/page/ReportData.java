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
import java.util.BitSet;
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
  /** The tables of which it depends on others what is shown, in this order. */
  private static final List<String> LAST = List.of("contexts", "articles", "term_articles");

  /** Where ids of articles stand that a reader is led to. */
  private static final Map<String, List<String>> LINKS =
      Map.of(
          "contexts", List.of("article_id"),
          "stories", List.of("story_id"),
          "copies", List.of("article_id", "original_id"));

  /** More than any rank. */
  private static final double LINKED = 1e9;

  /** The place of a column that a table does not have. */
  private static final int NOWHERE = -1;

  /** What a line weighs less than the one before it. */
  private static final double OF_A_LINE = 0.5;

  /** Between the first window and the last, those without articles are shown up to this many. */
  private static final int MOST_WINDOWS = 5_000;

  /** Beyond this many articles the page does not count unique texts and stories. */
  private static final int MOST_GROUPED = 300_000;

  private final WindowScheme scheme;
  private final Dictionaries dictionaries = new Dictionaries();
  private final Map<String, TableData> tables = new LinkedHashMap<>();
  private final Coverage coverage = new Coverage();
  private final TermTotals termTotals = new TermTotals();
  private final TreeSet<Long> seenWindows = new TreeSet<>();
  private TermWeights termWeights;
  private boolean hasCopies;
  private boolean hasStories;
  private long datedArticles;

  /** A row: texts, lists of texts, longs (timestamps are epoch milliseconds), doubles, null. */
  @FunctionalInterface
  public interface Row {
    Object cell(int column);
  }

  /** Takes the rows of one table. */
  public interface TableTaker {
    /** Whether it wants to {@link #weigh} every row before it takes some. */
    boolean weighs();

    /**
     * Looks at a row.
     *
     * @param rank the row's rank in its band
     * @return the larger, the sooner the page should show the row; NaN for never
     */
    double weigh(Row row, int rank);

    /**
     * Takes a row that the page shows.
     *
     * @param cells as of {@link Row}
     */
    void take(Object[] cells);

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

  /**
   * The order in which tables must begin: of articles, and of what belongs to terms, the page shows
   * what its other tables lead to.
   *
   * @return a number to sort by
   */
  public static int order(Table table) {
    return 1 + LAST.indexOf(table.name());
  }

  /**
   * Begins a table; its rows must come in order.
   *
   * @param total how many rows it has
   */
  public TableTaker begin(Table table, long total) {
    Set<String> alsoLeftOut =
        table.name().equals("terms") ? Set.of("total_terms", "total_docs") : Set.of();
    TableData data = new TableData(table, total, dictionaries, alsoLeftOut);
    tables.put(table.name(), data);
    return new Taker(table, data);
  }

  private TermWeights termWeights() {
    if (termWeights == null) {
      termWeights = new TermWeights(this);
    }
    return termWeights;
  }

  /** The ids of articles that a shown line, story or copy leads to. */
  private BitSet linked() {
    BitSet ids = new BitSet();
    LINKS.forEach(
        (table, columns) ->
            cells(table)
                .ifPresent(
                    cells -> {
                      for (String column : columns) {
                        for (int row = 0; row < cells.rows() && cells.has(column); row++) {
                          ids.set((int) cells.number(column, row));
                        }
                      }
                    }));
    return ids;
  }

  private final class Taker implements TableTaker {
    private final String name;
    private final TableData data;
    private final Map<String, Integer> places = new HashMap<>();
    private final Dictionary<String> known = dictionaries.named("ids");
    private final int window;
    private final int term;
    private final int article;
    private final int story;
    private BitSet ids = new BitSet();

    Taker(Table table, TableData data) {
      this.name = table.name();
      this.data = data;
      List<Column> columns = table.columns();
      for (int i = 0; i < columns.size(); i++) {
        places.put(columns.get(i).name(), i);
      }
      // They are asked for in every row.
      window = place("window_start");
      term = place("term");
      article = place("article_id");
      story = place("story_id");
      if (name.equals("articles")) {
        hasCopies = places.containsKey("copy_of");
        hasStories = story != NOWHERE;
        ids = linked();
      } else if (name.equals("term_articles")) {
        cells("articles").ifPresent(this::noteIds);
      }
    }

    private int place(String column) {
      return places.getOrDefault(column, NOWHERE);
    }

    private void noteIds(Cells articles) {
      for (int row = 0; row < articles.rows(); row++) {
        ids.set((int) articles.number("article_id", row));
      }
    }

    @Override
    public boolean weighs() {
      return LAST.contains(name);
    }

    @Override
    public double weigh(Row row, int rank) {
      return switch (name) {
        case "articles" -> {
          if (row.cell(window) instanceof Long start) {
            seenWindows.add(start);
            cover(start, row);
          }
          boolean isLinked = hasId(row, article) || hasId(row, story);
          yield (isLinked ? LINKED : 0) - rank;
        }
        case "contexts" -> weightOfTerm(row) - OF_A_LINE * (Long) cell(row, "line");
        case "term_articles" -> hasId(row, article) ? weightOfTerm(row) : Double.NaN;
        default -> -rank;
      };
    }

    private double weightOfTerm(Row row) {
      return termWeights().of((Long) row.cell(window), (String) row.cell(term));
    }

    private boolean hasId(Row row, int column) {
      if (column == NOWHERE || !(row.cell(column) instanceof String id)) {
        return false;
      }
      int number = known.find(id);
      return number >= 0 && ids.get(number);
    }

    private Object cell(Row row, String column) {
      return row.cell(places.get(column));
    }

    @Override
    public void take(Object[] cells) {
      if (window != NOWHERE && cells[window] instanceof Long start) {
        seenWindows.add(start);
      }
      data.add(cells);
      if (name.equals("terms")) {
        termTotals.add(cells, places, dictionaries);
      }
    }

    private void cover(long start, Row row) {
      List<Integer> topics = new ArrayList<>();
      if (cell(row, "topics") instanceof List<?> names) {
        names.forEach(topic -> topics.add(dictionaries.named("topics").number((String) topic)));
      }
      Place place =
          coverage.add(
              start,
              dictionaries.named("outlets").number((String) cell(row, "outlet")),
              List.copyOf(topics),
              dictionaries.named("languages").number(base((String) cell(row, "language"))),
              (Long) cell(row, "words"));
      if (++datedArticles <= MOST_GROUPED) {
        String id = (String) row.cell(article);
        if (hasCopies) {
          Object original = cell(row, "copy_of");
          coverage.addMember("texts", original == null ? id : (String) original, place);
        }
        if (hasStories && row.cell(story) instanceof String group) {
          coverage.addMember("stories", group, place);
        }
      }
    }

    /** A language as table {@code languages} has it, without script and region. */
    private String base(String tag) {
      return tag == null ? "und" : tag.split("-", 2)[0];
    }

    @Override
    public long rows() {
      return data.rows();
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
      for (Map.Entry<String, TableData> table : tables.entrySet()) {
        json.writeFieldName(table.getKey());
        table.getValue().write(json, numbers::get, scheme::format);
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
