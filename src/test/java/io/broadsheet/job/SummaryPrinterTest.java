package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.job.RunSummary.Line;
import io.broadsheet.job.RunSummary.Reconciliation;
import io.broadsheet.job.RunSummary.Section;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryPrinterTest {
  @Test
  void alignsTextOfAnyScriptAndDefusesIt() {
    String text = printed("");

    assertThat(
        text,
        is(
            """
            daily: done in 1.2 s
            12,345 read = 12,000 counted + 45 duplicates + 200 rejected + 99 undated + 1 late
            windows   and 14 more
            outlets   Al Jazeera 4,321, 東京新聞 2, e\u0301tat 1, x\uFFFD[31m\uFFFDy\uFFFD 1,
                      aaaaaaaaaaaaaaaaaaaaaaa… 1
            terms     strike 7, and 999 more
            written to out/x
            """));
  }

  @Test
  void printsThePagesOwnScreenInstead() {
    assertThat(
        printed("daily: 12,000 articles\n"),
        is("daily: 12,000 articles\ndone in 1.2 s\nwritten to out/x\n"));
  }

  private static String printed(String screen) {
    RunSummary summary =
        new RunSummary(
            new Reconciliation(12345, 12000, 45, 200, 99, 1),
            List.of(
                new Section("windows", 14, List.of()),
                new Section(
                    "outlets",
                    5,
                    List.of(
                        new Line("Al Jazeera", 4321),
                        new Line("東京新聞", 2),
                        new Line("e\u0301tat", 1),
                        new Line("x\u001b[31m\u202Ey\n", 1),
                        new Line("a".repeat(60), 1))),
                new Section("terms", 1000, List.of(new Line("strike", 7)))),
            screen,
            List.of("out/x"));
    StringWriter text = new StringWriter();
    SummaryPrinter.print("daily", summary, Duration.ofMillis(1234), new PrintWriter(text));
    return text.toString();
  }
}
