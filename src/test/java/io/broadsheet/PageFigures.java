package io.broadsheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what {@code bench/page} measures of pages in a browser without a screen: the size, the
 * time from opening to the first chart, and the time that a change of a filter takes, script,
 * layout and painting together, on the clock and of a processor. The arguments are pages; a page is
 * named after its folder.
 */
public final class PageFigures {
  private static final int OPENINGS = 7;

  /** Sets each filter in turn, twice, and resolves to milliseconds until the frame is drawn. */
  private static final String CHANGE_FILTERS =
      """
      (async () => {
        const times = [];
        for (let round = 0; round < 2; round++) {
          for (const key of ['o', 't', 'l', 'a', 'b', 'n']) {
            const select = document.querySelector('#filter-' + key);
            if (!select) continue;
            for (const at of [Math.min(1, select.options.length - 1), key === 'b' ? select.options.length - 1 : 0]) {
              select.selectedIndex = at;
              const start = performance.now();
              select.dispatchEvent(new Event('change'));
              await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
              times.push(performance.now() - start);
            }
          }
        }
        return times;
      })()
      """;

  private PageFigures() {}

  public static void main(String[] pages) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Chromium browser = Chromium.start().orElseThrow()) {
      browser.resize(1280, 900);
      browser.show("screen", "light");
      for (String page : pages) {
        Path file = Path.of(page).toAbsolutePath();
        String name = file.getParent().getFileName() + ": ";
        print(out, name + "size, MB", Files.size(file) / 1e6);
        List<Double> drawn = new ArrayList<>();
        List<Double> changed = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
          browser.open(file, "");
          drawn.add(Double.parseDouble(browser.text("document.documentElement.dataset.drawn")));
          double before = browser.cpuMillis();
          JsonNode times = browser.evaluate(CHANGE_FILTERS);
          processor.add((browser.cpuMillis() - before) / times.size());
          times.forEach(time -> changed.add(time.asDouble()));
        }
        print(out, name + "open to first chart, s", quantile(drawn, 0.5) / 1e3);
        print(out, name + "filter change, ms, median", quantile(changed, 0.5));
        print(out, name + "filter change, ms, 95 of 100", quantile(changed, 0.95));
        print(out, name + "filter change, ms of processor", quantile(processor, 0.5));
        print(out, name + "requests besides the page", browser.requests().size() - 1.0);
        print(out, name + "complaints in the console", browser.complaints().size());
      }
    }
  }

  private static void print(PrintStream out, String name, double value) {
    out.printf(Locale.ROOT, "%-40s %10.3f%n", name, value);
  }

  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
