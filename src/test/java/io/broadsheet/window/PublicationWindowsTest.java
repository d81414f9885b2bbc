package io.broadsheet.window;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.CalendarWindows;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.DateTimeConstants;
import org.joda.time.DateTimeZone;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

final class PublicationWindowsTest {
  private static final long SEED = 1903;

  private static PublicationWindows windows(String every, String zone) {
    return PublicationWindows.of(WindowScheme.of(every, ZoneId.of(zone)));
  }

  private static PublicationWindows runs(String every, String zone) {
    return PublicationWindows.inRuns(WindowScheme.of(every, ZoneId.of(zone)));
  }

  private static IntervalWindow interval(String start, String end) {
    return new IntervalWindow(Instant.parse(start), Instant.parse(end));
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  private static PCollection<String> articles(Pipeline pipeline, String name, String... dates) {
    List<TimestampedValue<String>> articles = new ArrayList<>();
    for (String date : dates) {
      articles.add(TimestampedValue.of("article", Instant.parse(date)));
    }
    return pipeline.apply(name, Create.timestamped(articles).withCoder(StringUtf8Coder.of()));
  }

  private static void assertArticles(
      PCollection<KV<String, Long>> counts, long articles, String start, String end) {
    PAssert.that(counts)
        .inWindow(interval(start, end))
        .containsInAnyOrder(List.of(KV.of("article", articles)));
  }

  private static <W extends BoundedWindow> Collection<W> assign(
      WindowFn<Object, W> windowFn, Instant timestamp) throws Exception {
    return windowFn.assignWindows(
        windowFn.new AssignContext() {
          @Override
          public Object element() {
            return "article";
          }

          @Override
          public Instant timestamp() {
            return timestamp;
          }

          @Override
          public BoundedWindow window() {
            return GlobalWindow.INSTANCE;
          }
        });
  }

  @Test
  void groupsArticlesByTheDayOfAZone() {
    TestPipeline pipeline = pipeline();
    PCollection<KV<String, Long>> counts =
        articles(
                pipeline,
                "Articles",
                "1903-12-17T15:35:00Z",
                "2018-11-04T02:59:59.999Z",
                "2018-11-04T03:00:00Z",
                "2018-11-05T01:59:59Z")
            .apply(Window.into(windows("day", "America/Sao_Paulo")))
            .apply(Count.perElement());
    assertArticles(counts, 1, "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z");
    assertArticles(counts, 2, "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
    assertArticles(counts, 1, "1903-12-17T03:06:28Z", "1903-12-18T03:06:28Z");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void countsAnArticleInEverySlidingWindow() {
    TestPipeline pipeline = pipeline();
    PCollection<KV<String, Long>> counts =
        articles(pipeline, "Articles", "2025-07-09T12:00:00Z", "2025-07-10T12:00:00Z")
            .apply(Window.into(windows("2 days every 1 day", "UTC")))
            .apply(Count.perElement());
    assertArticles(counts, 1, "2025-07-08T00:00:00Z", "2025-07-10T00:00:00Z");
    assertArticles(counts, 2, "2025-07-09T00:00:00Z", "2025-07-11T00:00:00Z");
    assertArticles(counts, 1, "2025-07-10T00:00:00Z", "2025-07-12T00:00:00Z");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void groupsADecadeOfDaysInOneRun() {
    TestPipeline pipeline = pipeline();
    PCollection<KV<String, Long>> counts =
        articles(
                pipeline,
                "Articles",
                "2020-01-01T00:00:00Z",
                "2025-07-10T00:00:00Z",
                "2029-12-31T23:59:59.999Z",
                "2030-01-01T00:00:00Z")
            .apply(Window.into(runs("7 days every 1 day", "UTC")))
            .apply(Count.perElement());
    assertArticles(counts, 3, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    assertArticles(counts, 1, "2030-01-01T00:00:00Z", "2040-01-01T00:00:00Z");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void findsTheSideInputOfTheSameWindow() {
    TestPipeline pipeline = pipeline();
    String[] dates = {"2025-07-09T12:00:00Z", "2025-07-10T12:00:00Z", "2025-07-10T13:00:00Z"};
    PCollectionView<Map<String, Long>> totals =
        articles(pipeline, "Totals", dates)
            .apply("WindowTotals", Window.into(windows("day", "Asia/Kathmandu")))
            .apply(Count.perElement())
            .apply(View.asMap());
    PCollection<Long> seen =
        articles(pipeline, "Articles", dates)
            .apply("WindowArticles", Window.into(windows("day", "Asia/Kathmandu")))
            .apply(ParDo.of(new ReadTotalFn(totals)).withSideInputs(totals));
    PAssert.that(seen).containsInAnyOrder(1L, 2L, 2L);
    pipeline.run().waitUntilFinish();
  }

  private static final class ReadTotalFn extends DoFn<String, Long> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Map<String, Long>> totals;

    ReadTotalFn(PCollectionView<Map<String, Long>> totals) {
      this.totals = totals;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(context.sideInput(totals).get(context.element()));
    }
  }

  @Test
  void aSlidingWindowIsItsOwnSideInput() {
    PublicationWindows windows = windows("7 days every 1 day", "Europe/London");
    IntervalWindow window = interval("2025-03-29T00:00:00Z", "2025-04-04T23:00:00Z");
    assertThat(windows.getDefaultWindowMappingFn().getSideInputWindow(window), is(window));
    assertThrows(
        IllegalArgumentException.class,
        () -> windows.getDefaultWindowMappingFn().getSideInputWindow(GlobalWindow.INSTANCE));
  }

  @Test
  void aReportWindowFindsItsRunAsSideInput() {
    IntervalWindow day = interval("2025-07-10T00:00:00Z", "2025-07-11T00:00:00Z");
    assertThat(
        runs("day", "UTC").getDefaultWindowMappingFn().getSideInputWindow(day),
        is(interval("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")));
  }

  @Test
  void mixesOnlyWithTheSameScheme() throws IncompatibleWindowException {
    windows("day", "UTC").verifyCompatibility(windows("1 days", "UTC"));
    for (WindowFn<?, ?> other :
        List.<WindowFn<?, ?>>of(
            windows("week", "UTC"),
            windows("day", "Asia/Baku"),
            runs("day", "UTC"),
            CalendarWindows.days(1))) {
      IncompatibleWindowException refusal =
          assertThrows(
              IncompatibleWindowException.class,
              () -> windows("day", "UTC").verifyCompatibility(other));
      assertThat(refusal.getMessage(), containsString("day in UTC"));
      assertThat(other, is(not((Object) windows("day", "UTC"))));
    }
    TestPipeline pipeline = pipeline();
    PCollection<String> days =
        articles(pipeline, "Days", "2025-07-10T00:00:00Z")
            .apply("IntoDays", Window.into(windows("day", "UTC")));
    PCollection<String> weeks =
        articles(pipeline, "Weeks", "2025-07-10T00:00:00Z")
            .apply("IntoWeeks", Window.into(windows("week", "UTC")));
    assertThrows(
        IllegalStateException.class,
        () -> PCollectionList.of(days).and(weeks).apply(Flatten.pCollections()));
  }

  @Test
  void refusesAnElementWithoutATimestamp() {
    for (String every : List.of("hour", "day", "month", "7 days every 1 day")) {
      for (PublicationWindows windows : List.of(windows(every, "UTC"), runs(every, "UTC"))) {
        IllegalArgumentException refusal =
            assertThrows(
                IllegalArgumentException.class,
                () -> assign(windows, BoundedWindow.TIMESTAMP_MIN_VALUE));
        assertThat(refusal.getMessage(), containsString("does its element have a date?"));
        assertThrows(
            IllegalArgumentException.class,
            () -> assign(windows, BoundedWindow.TIMESTAMP_MAX_VALUE));
      }
    }
  }

  @Test
  void saysWhetherAnElementHasOneWindow() {
    assertThat(windows("day", "UTC").assignsToOneWindow(), is(true));
    assertThat(windows("2 days every 1 day", "UTC").assignsToOneWindow(), is(false));
    assertThat(runs("2 days every 1 day", "UTC").assignsToOneWindow(), is(true));
  }

  @Test
  void survivesSerializationAndItsWindowsTheirCoder() throws Exception {
    PublicationWindows windows = runs("week", "Europe/Moscow");
    assertThat(SerializableUtils.ensureSerializable(windows), is(windows));
    for (String date :
        List.of("-000001-01-01T00:00:00Z", "1903-06-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      for (IntervalWindow window : assign(windows, Instant.parse(date))) {
        assertThat(CoderUtils.clone(windows.windowCoder(), window), is(window));
      }
    }
  }

  @Test
  void displaysTheScheme() {
    Map<String, Object> shown =
        DisplayData.from(runs("7 days every 1 day", "Asia/Baku")).asMap().values().stream()
            .collect(Collectors.toMap(DisplayData.Item::getKey, DisplayData.Item::getValue));
    assertThat(shown.keySet(), hasItems("every", "zone", "inRuns"));
    assertThat(shown.get("every"), is("7 days every 1 day"));
    assertThat(shown.get("zone"), is("Asia/Baku"));
    assertThat(shown.get("inRuns"), is(true));
  }

  /** In UTC after 1970 Beam's own windows are right, and ours must be the same. */
  @Test
  void agreesWithBeamInUtc() throws Exception {
    Map<String, WindowFn<Object, IntervalWindow>> peers =
        Map.of(
            "hour", FixedWindows.of(Duration.standardHours(1)),
            "6 hours", FixedWindows.of(Duration.standardHours(6)),
            "day", CalendarWindows.days(1).withTimeZone(DateTimeZone.UTC),
            "7 days", CalendarWindows.days(7),
            "week", CalendarWindows.weeks(1, DateTimeConstants.MONDAY),
            "month", CalendarWindows.months(1),
            "7 months", CalendarWindows.months(7),
            "year", CalendarWindows.years(1),
            "24 hours every 1 hour",
                SlidingWindows.of(Duration.standardHours(24)).every(Duration.standardHours(1)),
            "7 days every 1 day",
                SlidingWindows.of(Duration.standardDays(7)).every(Duration.standardDays(1)));
    Random random = new Random(SEED);
    for (Map.Entry<String, WindowFn<Object, IntervalWindow>> peer : peers.entrySet()) {
      for (int i = 0; i < 500; i++) {
        Instant instant = Instant.ofEpochMilli((long) (random.nextDouble() * 4_000_000_000_000L));
        // CalendarWindows count weeks from the first Monday of 1970.
        if (instant.isBefore(Instant.parse("1970-01-05T00:00:00Z"))) {
          continue;
        }
        assertThat(
            peer.getKey() + " at " + instant + ", seed " + SEED,
            new TreeSet<>(assign(windows(peer.getKey(), "UTC"), instant)),
            is(new TreeSet<>(assign(peer.getValue(), instant))));
      }
    }
  }
}
