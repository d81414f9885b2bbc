package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that others have published for the same methods. */
class ReferenceNumbersTest {

  /** The table of Apache Mahout's log-likelihood test. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, 2.772589, 1e-6",
    "10, 0, 0, 10, 27.72589, 1e-5",
    "5, 1995, 0, 100000, 39.33052, 1e-5",
    "1000, 1995, 1000, 100000, 4730.737, 1e-3",
    "1000, 1000, 1000, 100000, 5734.343, 1e-3",
    "1000, 1000, 1000, 99000, 5714.932, 1e-3",
  })
  void logLikelihoodRatioAgreesWithMahout(
      long k11, long k12, long k21, long k22, double expected, double tolerance) {
    assertThat(LogLikelihood.ratio(k11, k12, k21, k22), closeTo(expected, tolerance));
    assertThat(LogLikelihood.keyness(k11, k11 + k12, k21, k21 + k22), closeTo(expected, tolerance));
  }

  @Test
  void signedRootAgreesWithMahout() {
    assertThat(LogLikelihood.signedRoot(904, 21060, 1144, 283012), greaterThan(0.0));
    assertThat(LogLikelihood.signedRoot(36, 21928, 60280, 623876), lessThan(0.0));
    assertThat(LogLikelihood.signedRoot(6, 7567, 1924, 2426487), closeTo(0, 1e-8));
  }

  /** The example of python-llr: the letters of "abcabcabcababa" against those of "cccccc". */
  @Test
  void signedRootPerTermAgreesWithPythonLlr() {
    assertThat(LogLikelihood.signedRoot(6, 8, 0, 6), closeTo(2.3050260628857417, 1e-14));
    assertThat(LogLikelihood.signedRoot(5, 9, 0, 6), closeTo(2.060150982796662, 1e-14));
    assertThat(LogLikelihood.signedRoot(3, 11, 6, 0), closeTo(-3.6024043433364215, 1e-14));
  }

  /** The example of tidytext: two documents of six words. */
  @Test
  void tfIdfAgreesWithTidytext() {
    double ln2 = 0.6931471805599453;
    assertThat(Rates.tfIdf(1, 6, 2, 2), is(0.0));
    assertThat(Rates.tfIdf(1, 6, 1, 2), closeTo(ln2 / 6, 1e-16));
    assertThat(Rates.tfIdf(2, 6, 1, 2), closeTo(ln2 / 3, 1e-16));
    assertThat(Rates.ratio(1, 6), is(1.0 / 6));
    assertThat(Rates.ratio(2, 6), is(1.0 / 3));
  }

  /** Terms a to h of quanteda's keyness tests. */
  private static final long[] FIRST = {3, 2, 6, 1, 1, 1, 1, 2};

  private static final long[] SECOND = {2, 1, 2, 4, 1, 1, 0, 1};

  @Test
  void keynessOrderByLogLikelihoodAgreesWithQuanteda() {
    assertThat(order(FIRST, SECOND, LogLikelihood::keyness), is("c g b h a e f d"));
    assertThat(order(SECOND, FIRST, LogLikelihood::keyness), is("d e f a b h g c"));
  }

  @Test
  void keynessOrderByChiSquareAgreesWithQuanteda() {
    assertThat(order(FIRST, SECOND, ClassicMeasures::signedChiSquare), is("g c b h a e f d"));
    assertThat(order(SECOND, FIRST, ClassicMeasures::signedChiSquare), is("d e f a b h c g"));
  }

  @Test
  void keynessOrderByFishersExactTestAgreesWithQuanteda() {
    assertThat(order(FIRST, SECOND, ClassicMeasures::fisherOddsRatio), is("g c b h a e f d"));
  }

  @Test
  void logLikelihoodAgreesWithR() {
    assertThat(StrictMath.abs(keyness(0)), closeTo(0.004751408706, 1e-12));
    assertThat(StrictMath.abs(keyness(2)), closeTo(1.27423801, 1e-8));
    assertThat(StrictMath.abs(keyness(3)), closeTo(3.779440533, 1e-9));
    assertThat(LogLikelihood.pValue(keyness(3)), closeTo(0.05188600664, 1e-11));
    assertThat(StrictMath.abs(keyness(6)), closeTo(1.093290983, 1e-9));
  }

  private static double keyness(int term) {
    return LogLikelihood.keyness(FIRST[term], 17, SECOND[term], 12);
  }

  private interface Measure {
    double of(long targetCount, long targetTotal, long referenceCount, long referenceTotal);
  }

  private static String order(long[] target, long[] reference, Measure measure) {
    long targetTotal = Arrays.stream(target).sum();
    long referenceTotal = Arrays.stream(reference).sum();
    double[] scores = new double[target.length];
    for (int term = 0; term < scores.length; term++) {
      // Rounded, so that equal terms stay in the order of the alphabet.
      double score = measure.of(target[term], targetTotal, reference[term], referenceTotal);
      scores[term] = StrictMath.rint(score * 1e9) / 1e9;
    }
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
        .map(term -> String.valueOf((char) ('a' + term)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void mannKendallAndTheilSenAgreeWithPyMannKendallOnDailyBirths() throws IOException {
    double[] births = series("daily-total-female-births.csv");
    assertThat(births.length, is(365));
    MannKendall test = MannKendall.of(births);
    assertThat(test.s(), is(12336L));
    assertThat(test.variance(), is(5412244.0));
    assertThat(test.z(), closeTo(5.302131199455321, 1e-14));
    // Published as 2·(1 − Φ(z)) = 1.144585319856617e-07, of which rounding leaves nine digits; the
    // true tail in sixteen:
    assertThat(test.pValue(), closeTo(1.144585318870958e-07, 1e-21));
    assertThat(test.pValue() / 1.144585319856617e-07, closeTo(1, 1e-9));
    assertThat(test.tau(), closeTo(0.18569923227457474, 1e-16));
    TheilSen line = TheilSen.of(births);
    assertThat(line.slope(), is(0.019230769230769232));
    assertThat(line.intercept(), is(38.5));
  }

  @Test
  void mannKendallAndTheilSenAgreeWithPyMannKendallOnShampooSales() throws IOException {
    double[] sales = series("shampoo.csv");
    assertThat(sales.length, is(36));
    MannKendall test = MannKendall.of(sales);
    assertThat(test.s(), is(440L));
    assertThat(test.variance(), is(5390.0));
    assertThat(test.z(), closeTo(5.979572523983071, 1e-14));
    assertThat(test.tau(), closeTo(0.6984126984126984, 1e-16));
    TheilSen line = TheilSen.of(sales);
    assertThat(line.slope(), closeTo(11.509375, 1e-13));
    assertThat(line.intercept(), closeTo(78.736, 5e-4));
  }

  @Test
  void seasonalTestAndSlopeAgreeWithPyMannKendallOnAirPassengers() throws IOException {
    double[] passengers = series("AirPassengers.csv");
    assertThat(passengers.length, is(144));
    MannKendall test = MannKendall.seasonal(passengers, 12);
    assertThat(test.s(), is(784L));
    assertThat(test.variance(), is(2550.0));
    assertThat(test.z(), closeTo(15.50571052301472, 1e-13));
    assertThat(test.tau(), closeTo(0.98989898989899, 1e-14));
    assertThat(TheilSen.seasonal(passengers, 12).slope(), closeTo(30.23611111111111, 1e-13));
  }

  private static double[] series(String name) throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA does not say where the corpora are");
    Path file = Path.of(corpora, "26-stats-series", name);
    assumeTrue(Files.exists(file), "no file " + file);
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .skip(1)
        .filter(line -> line.contains(","))
        .map(line -> line.substring(line.indexOf(',') + 1).strip())
        .flatMapToDouble(number -> DoubleStream.of(Double.parseDouble(number)))
        .toArray();
  }

  /** The example of the 1995 paper, as R's p.adjust gives it. */
  @Test
  void benjaminiHochbergAgreesWithR() {
    double[] pValues = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0
    };
    double[] expected = {
      0.0015,
      0.0030,
      0.0095,
      0.035625,
      0.0603,
      0.06385714286,
      0.06385714286,
      0.0645,
      0.0765,
      0.486,
      0.58118181818,
      0.714875,
      0.75323076923,
      0.81321428571,
      1
    };
    double[] qValues = BenjaminiHochberg.qValues(pValues);
    for (int i = 0; i < expected.length; i++) {
      assertThat(qValues[i], closeTo(expected[i], 1e-11));
    }
  }

  @Test
  void burstsAgreeWithTheRPackage() {
    double[] times =
        Stream.of(
                steps(0, 400, 100),
                steps(410, 450, 5),
                steps(451, 469, 2),
                steps(480, 600, 5),
                steps(700, 700, 1),
                steps(710, 800, 5),
                steps(900, 1000, 100))
            .flatMapToDouble(steps -> steps)
            .toArray();
    assertThat(times.length, is(71));
    List<String> bursts =
        Bursts.ofEvents(times, 2, 1).stream()
            .map(burst -> burst.level() + " " + burst.start() + " " + burst.end())
            .toList();
    assertThat(
        bursts, is(List.of("1 0.0 1000.0", "2 410.0 600.0", "3 450.0 469.0", "2 710.0 800.0")));
  }

  private static DoubleStream steps(int first, int last, int step) {
    return IntStream.rangeClosed(0, (last - first) / step).mapToDouble(i -> first + i * step);
  }

  @Test
  void similaritiesAgreeWithTextreuse() {
    assertThat(Similarity.jaccard(new long[] {1, 2, 3}, new long[] {2, 3, 4}), is(0.5));
    assertThat(Similarity.jaccard(letters("abc"), letters("bc")), is(2.0 / 3));
    assertThat(Similarity.bag(letters("aaab"), letters("aabbc")), is(1.0 / 3));
  }

  private static long[] letters(String text) {
    return text.chars().asLongStream().toArray();
  }
}
