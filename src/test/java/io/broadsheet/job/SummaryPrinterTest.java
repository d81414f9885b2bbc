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
            List.of("out/x"));
    StringWriter text = new StringWriter();

    SummaryPrinter.print("daily", summary, Duration.ofMillis(1234), new PrintWriter(text));

    assertThat(
        text.toString(),
        is(
            """
            daily: done in 1.2 s
            12,345 read = 12,000 counted + 45 duplicates + 200 rejected + 99 undated + 1 late

            windows     14

            outlets     5
              Al Jazeera                                          4,321
              東京新聞                                                2
              e\u0301tat                                                    1
              x\uFFFD[31m\uFFFDy\uFFFD                                               1
              aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…            1

            terms       1,000, first 1
              strike                                                  7
            written to out/x
            """));
  }
}
