import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes news of any size, always the same for the same arguments: JSON Lines of articles whose
 * words follow a Zipf-Mandelbrot law over a vocabulary that grows with the text, as in Heaps's law.
 *
 * <p>Arguments: folder, megabytes, files, days, and optionally {@code single}, for one JSON file an
 * article, and {@code outlets=50}; without it there are 40.
 */
public final class GenerateNews {
  private static final double EXPONENT = 1.4;
  private static final double SHIFT = 12;
  private static final int WORDS_PER_ARTICLE = 400;
  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 1, 1);

  private GenerateNews() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    long bytes = Long.parseLong(arguments[1]) * 1_000_000;
    int files = Integer.parseInt(arguments[2]);
    int days = Integer.parseInt(arguments[3]);
    List<String> options = List.of(arguments).subList(4, arguments.length);
    boolean single = options.contains("single");
    int outlets =
        options.stream()
            .filter(option -> option.startsWith("outlets="))
            .mapToInt(option -> Integer.parseInt(option.substring("outlets=".length())))
            .findFirst()
            .orElse(40);
    SplittableRandom random = new SplittableRandom(20250701);
    double[] cumulative = cumulative(1_000_000);
    List<BufferedWriter> writers = new ArrayList<>();
    for (int file = 0; file < files && !single; file++) {
      writers.add(
          Files.newBufferedWriter(
              folder.resolve(String.format("news-%03d.jsonl", file)), StandardCharsets.UTF_8));
    }
    long written = 0;
    long words = 0;
    StringBuilder line = new StringBuilder();
    for (int article = 0; written < bytes; article++) {
      // Heaps: the vocabulary is 20 n^0.6 of n words.
      int vocabulary = (int) Math.min(cumulative.length, 2000 + 20 * Math.pow(words + 1, 0.6));
      int length = WORDS_PER_ARTICLE / 2 + random.nextInt(WORDS_PER_ARTICLE);
      words += length;
      LocalDate day = FIRST_DAY.plusDays(random.nextInt(days));
      line.setLength(0);
      line.append("{\"id\":\"a").append(article).append("\",\"outlet\":\"Outlet ");
      line.append(random.nextInt(outlets)).append("\",\"published\":\"").append(day);
      line.append("\",\"topic\":\"Topic ").append(random.nextInt(9)).append("\",\"title\":\"");
      text(line, random, cumulative, vocabulary, 8);
      line.append("\",\"body\":\"");
      text(line, random, cumulative, vocabulary, length);
      line.append("\"}\n");
      written += line.length();
      if (single) {
        Path shelf = Files.createDirectories(folder.resolve(String.format("%03d", article / 1000)));
        Files.writeString(shelf.resolve("a" + article + ".json"), line);
      } else {
        writers.get(article % files).append(line);
      }
    }
    for (BufferedWriter writer : writers) {
      writer.close();
    }
  }

  private static double[] cumulative(int vocabulary) {
    double[] cumulative = new double[vocabulary];
    double sum = 0;
    for (int rank = 0; rank < vocabulary; rank++) {
      sum += Math.pow(rank + 1 + SHIFT, -EXPONENT);
      cumulative[rank] = sum;
    }
    return cumulative;
  }

  private static void text(
      StringBuilder out, SplittableRandom random, double[] cumulative, int vocabulary, int words) {
    boolean startsSentence = true;
    for (int i = 0; i < words; i++) {
      double at = random.nextDouble() * cumulative[vocabulary - 1];
      int low = 0;
      int high = vocabulary - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (cumulative[middle] < at) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (i > 0) {
        out.append(' ');
      }
      int start = out.length();
      word(out, low);
      if (startsSentence) {
        out.setCharAt(start, Character.toUpperCase(out.charAt(start)));
      }
      startsSentence = false;
      int mark = random.nextInt(24);
      if (mark == 0 || i == words - 1) {
        out.append('.');
        startsSentence = true;
      } else if (mark < 3) {
        out.append(',');
      }
    }
  }

  /** A word of its own for every rank, short for small ones: consonants and vowels in turn. */
  private static void word(StringBuilder out, int rank) {
    String consonants = "tnshrdlcmwfgypbvk";
    String vowels = "eaoiu";
    int rest = rank + 17;
    while (rest > 0) {
      out.append(consonants.charAt(rest % 17));
      rest /= 17;
      out.append(vowels.charAt(rest % 5));
      rest /= 5;
    }
  }
}
