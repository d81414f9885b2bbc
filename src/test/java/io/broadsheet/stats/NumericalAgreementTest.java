package io.broadsheet.stats;

import static io.broadsheet.stats.Exact.number;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The functions against their slow decimal twins, on random tables of up to 10¹² words and with
 * p-values down to 10⁻³⁰⁰. The largest error seen stands in docs/statistics.md; since all
 * arithmetic is strict and the seeds are fixed, it is the same everywhere.
 */
class NumericalAgreementTest {
  private static final long SEED = 19930301;
  private static final long LARGEST = 1_000_000_000_000L;
  private static final double BOUND = 1e-9;
  private static final BigDecimal SMALLEST_P = new BigDecimal("1e-305");
  private static final BigDecimal Z = number(Normal.QUANTILE_975);

  private final Exact exact = new Exact(60);
  private final SplittableRandom random = new SplittableRandom(SEED);

  /** The largest relative error of one number, and the input that it was seen at. */
  private static final class Worst {
    private final String name;
    private double error;
    private BigDecimal smallest = BigDecimal.ONE;
    private String input = "";

    Worst(String name) {
      this.name = name;
    }

    void add(double actual, BigDecimal expected, long... numbers) {
      double relative =
          expected.signum() == 0
              ? (actual == 0 ? 0 : Double.POSITIVE_INFINITY)
              : Double.isNaN(actual)
                  ? Double.POSITIVE_INFINITY
                  : number(actual)
                      .subtract(expected)
                      .divide(expected, MathContext.DECIMAL32)
                      .abs()
                      .doubleValue();
      smallest = smallest.min(expected);
      if (relative > error) {
        error = relative;
        input =
            Arrays.toString(numbers)
                + " = "
                + actual
                + ", not "
                + expected.round(MathContext.DECIMAL64);
      }
    }

    void check() {
      String what = name + " is off by " + error + " at " + input + ", seed " + SEED;
      assertThat(what, error, lessThanOrEqualTo(BOUND));
      OptionalDouble documented = StatisticsDocument.largestError(name);
      assertTrue(documented.isPresent(), what + ": not in docs/statistics.md");
      assertThat(what, error, lessThanOrEqualTo(documented.getAsDouble()));
      assertThat(
          what + ": better than documented", error * 10, greaterThan(documented.getAsDouble()));
    }
  }

  private static void checkReach(Worst pValues) {
    assertThat(
        pValues.name + " of at least " + pValues.smallest.round(MathContext.DECIMAL32),
        pValues.smallest,
        lessThan(new BigDecimal("1e-300")));
  }

  /** A word's counts in two corpora of very different sizes, and not too far from each other. */
  private long[] table(long largestTotal) {
    long firstTotal = logUniform(2, largestTotal);
    long secondTotal = logUniform(2, largestTotal);
    long second = logUniform(0, secondTotal);
    double expected = (double) second / secondTotal * firstTotal;
    double first =
        expected + random.nextDouble(-90, 90) * StrictMath.sqrt(expected + 1) * random.nextDouble();
    return new long[] {
      StrictMath.max(0, StrictMath.min(firstTotal, (long) first)), firstTotal, second, secondTotal
    };
  }

  /** A table with a p just below 10⁻³⁰⁰. */
  private static long[] surprising() {
    long[] k = {500, 1_000_000, 500, 1_000_000};
    while (LogLikelihood.pValue(LogLikelihood.keyness(k[0], k[1], k[2], k[3])) > 1e-302) {
      k[0]++;
    }
    return k;
  }

  private long logUniform(long low, long high) {
    double log =
        random.nextDouble(StrictMath.log(low + 1.0), StrictMath.log(StrictMath.nextUp(high + 1.0)));
    return StrictMath.min(high, (long) (StrictMath.exp(log) - 1));
  }

  @Test
  void logLikelihoodRatio() {
    Worst ratios = new Worst("G²");
    Worst pValues = new Worst("p of G²");
    Worst logs = new Worst("log₁₀ p of G²");
    for (int i = 0; i < 1500; i++) {
      long[] k = i == 0 ? surprising() : table(LARGEST);
      double ratio = LogLikelihood.keyness(k[0], k[1], k[2], k[3]);
      BigDecimal expected = exact.logLikelihoodRatio(k[0], k[1] - k[0], k[2], k[3] - k[2]);
      ratios.add(StrictMath.abs(ratio), expected, k);
      if (i % 4 == 0 && expected.doubleValue() < 1400) {
        Exact wide = new Exact(50 + (int) (expected.doubleValue() / 4.6));
        BigDecimal tail = wide.chiSquareTail(expected);
        pValues.add(LogLikelihood.pValue(ratio), tail, k);
        if (tail.compareTo(new BigDecimal("0.9")) < 0) {
          logs.add(
              LogLikelihood.log10PValue(ratio),
              exact.over(exact.ln(tail), exact.ln(BigDecimal.TEN)),
              k);
        }
      }
    }
    ratios.check();
    pValues.check();
    logs.check();
    checkReach(pValues);
  }

  @Test
  void tails() {
    Worst chiSquare = new Worst("tail of χ²");
    Worst normal = new Worst("tails of z");
    for (int i = 0; i < 200; i++) {
      double x = i == 0 ? 1390 : 1375 * StrictMath.pow(random.nextDouble(), 3);
      Exact wide = new Exact(50 + (int) (x / 4.6));
      chiSquare.add(ChiSquare.upperTail(x), wide.chiSquareTail(number(x)), (long) x);
      double z = StrictMath.sqrt(x);
      normal.add(Normal.twoSided(z), wide.chiSquareTail(number(z).multiply(number(z))), (long) z);
    }
    chiSquare.check();
    normal.check();
    checkReach(chiSquare);
    checkReach(normal);
  }

  @Test
  void logRatio() {
    Worst ratios = new Worst("log ratio");
    Worst widths = new Worst("its interval");
    for (int i = 0; i < 3000; i++) {
      long[] k = table(LARGEST);
      if (k[0] == 0 && k[2] == 0) {
        continue;
      }
      BigDecimal first = k[0] == 0 ? new BigDecimal("0.5") : number(k[0]);
      BigDecimal second = k[2] == 0 ? new BigDecimal("0.5") : number(k[2]);
      BigDecimal quotient =
          exact.over(exact.times(first, number(k[3])), exact.times(second, number(k[1])));
      ratios.add(LogRatio.of(k[0], k[1], k[2], k[3]), exact.log2(quotient), k);
      BigDecimal variance =
          exact
              .over(BigDecimal.ONE, first)
              .subtract(exact.over(BigDecimal.ONE, number(k[1])))
              .add(exact.over(BigDecimal.ONE, second))
              .subtract(exact.over(BigDecimal.ONE, number(k[3])));
      BigDecimal width =
          variance.abs().compareTo(new BigDecimal("1e-50")) < 0
              ? BigDecimal.ZERO
              : exact.over(exact.times(Z, exact.sqrt(variance)), exact.ln(number(2)));
      widths.add(LogRatio.halfWidth(k[0], k[1], k[2], k[3]), width, k);
    }
    ratios.check();
    widths.check();
  }

  @Test
  void logOdds() {
    Worst scores = new Worst("log-odds z");
    for (int i = 0; i < 3000; i++) {
      long[] k = table(LARGEST);
      // The prior is the whole window: usually both corpora together, sometimes more.
      long more = i % 2 == 0 ? 0 : logUniform(0, LARGEST);
      long priorTotal = k[1] + k[3] + more;
      long priorCount = k[0] + k[2] + (i % 2 == 0 ? 0 : random.nextLong(more + 1));
      double weight = i % 3 == 0 ? logUniform(1, 1_000_000_000) : 1000;
      if (priorCount == 0 || priorCount == priorTotal) {
        continue;
      }
      BigDecimal alphas = number(weight);
      BigDecimal alpha = exact.over(exact.times(alphas, number(priorCount)), number(priorTotal));
      BigDecimal first = number(k[0]).add(alpha);
      BigDecimal second = number(k[2]).add(alpha);
      BigDecimal firstOthers = number(k[1]).add(alphas).subtract(first);
      BigDecimal secondOthers = number(k[3]).add(alphas).subtract(second);
      BigDecimal difference =
          exact.minus(
              exact.ln(exact.over(first, firstOthers)), exact.ln(exact.over(second, secondOthers)));
      BigDecimal variance =
          exact.plus(exact.over(BigDecimal.ONE, first), exact.over(BigDecimal.ONE, second));
      scores.add(
          LogOdds.z(k[0], k[1], k[2], k[3], priorCount, priorTotal, weight),
          exact.over(difference, exact.sqrt(variance)),
          k[0],
          k[1],
          k[2],
          k[3],
          priorCount,
          priorTotal,
          (long) weight);
    }
    scores.check();
  }

  @Test
  void collocations() {
    Worst pmis = new Worst("PMI");
    Worst cubes = new Worst("PMI³");
    for (int i = 0; i < 3000; i++) {
      long total = logUniform(2, LARGEST);
      long first = 1 + logUniform(0, total - 1);
      long second = 1 + logUniform(0, total - 1);
      long least = StrictMath.max(1, first + second - total);
      long pair = least + logUniform(0, StrictMath.min(first, second) - least);
      BigDecimal quotient =
          exact.over(number(pair).multiply(number(total)), number(first).multiply(number(second)));
      pmis.add(
          Collocation.pmi(pair, first, second, total),
          exact.log2(quotient),
          pair,
          first,
          second,
          total);
      cubes.add(
          Collocation.pmi3(pair, first, second, total),
          exact.log2(quotient.multiply(number(pair)).multiply(number(pair))),
          pair,
          first,
          second,
          total);
    }
    pmis.check();
    cubes.check();
  }

  @Test
  void shares() {
    Worst lows = new Worst("Wilson interval, lower end");
    Worst highs = new Worst("Wilson interval, upper end");
    Worst tfIdfs = new Worst("tf-idf");
    BigDecimal square = Z.multiply(Z);
    for (int i = 0; i < 4000; i++) {
      long total = logUniform(1, LARGEST);
      long count = i % 2 == 0 ? logUniform(0, total) : total - logUniform(0, total);
      BigDecimal n = number(total);
      BigDecimal share = exact.over(number(count), n);
      BigDecimal centre = share.add(exact.over(square, n.multiply(number(2))));
      BigDecimal spread =
          exact.times(
              Z,
              exact.sqrt(
                  exact
                      .over(exact.times(share, BigDecimal.ONE.subtract(share)), n)
                      .add(exact.over(square, n.multiply(n).multiply(number(4))))));
      BigDecimal divisor = BigDecimal.ONE.add(exact.over(square, n));
      BigDecimal low = exact.over(centre.subtract(spread), divisor);
      lows.add(Wilson.low(count, total), count == 0 ? BigDecimal.ZERO : low, count, total);
      highs.add(Wilson.high(count, total), exact.over(centre.add(spread), divisor), count, total);
      long with = 1 + random.nextLong(total);
      tfIdfs.add(
          Rates.tfIdf(count, total, with, total),
          exact.times(share, exact.ln(exact.over(n, number(with)))),
          count,
          total,
          with);
    }
    lows.check();
    highs.check();
    tfIdfs.check();
  }

  @Test
  void ratesOfTwoWindows() {
    Worst pValues = new Worst("exact conditional p");
    Worst midPValues = new Worst("mid-p");
    Worst scores = new Worst("z of two rates");
    for (int i = 0; i < 1200; i++) {
      long[] k = i == 0 ? surprising() : table(i % 3 == 0 ? 10_000 : LARGEST);
      long all = k[1] + k[3];
      long n = k[0] + k[2];
      if (n == 0 || n > 100_000_000) {
        continue;
      }
      boolean isAbove =
          number(k[0]).multiply(number(k[3])).compareTo(number(k[2]).multiply(number(k[1]))) >= 0;
      BigDecimal tail =
          isAbove ? exact.binomialTail(k[0], n, k[1], all) : exact.binomialTail(k[2], n, k[3], all);
      BigDecimal own = exact.binomial(k[0], n, k[1], all);
      BigDecimal other = BigDecimal.ONE.add(own).subtract(tail);
      BigDecimal p = tail.min(other).multiply(number(2)).min(BigDecimal.ONE);
      if (p.compareTo(SMALLEST_P) > 0) {
        pValues.add(RateRatio.pValue(k[0], k[1], k[2], k[3]), p, k);
        midPValues.add(
            RateRatio.midPValue(k[0], k[1], k[2], k[3]),
            tail.min(other).multiply(number(2)).subtract(own),
            k);
      }
      BigDecimal deviance =
          part(k[0], n, k[1], all).add(part(k[2], n, k[3], all)).multiply(number(2));
      if (deviance.abs().compareTo(new BigDecimal("1e-40")) > 0) {
        BigDecimal z = exact.sqrt(deviance);
        scores.add(RateRatio.z(k[0], k[1], k[2], k[3]), isAbove ? z : z.negate(), k);
      }
    }
    pValues.check();
    checkReach(pValues);
    midPValues.check();
    scores.check();
  }

  @Test
  void ratesOfWindowsOfWholeArchives() {
    Worst pValues = new Worst("exact conditional p of 10⁹ to 10¹² occurrences");
    for (int i = 0; i < 4; i++) {
      long exposure = random.nextLong(LARGEST / 4, LARGEST);
      long baselineExposure = random.nextLong(LARGEST / 4, LARGEST);
      long baselineCount = baselineExposure / StrictMath.round(StrictMath.pow(10, 0.8 * i));
      double expected = (double) baselineCount / baselineExposure * exposure;
      long count = (long) (expected + random.nextDouble(10, 45) * StrictMath.sqrt(expected));
      BigDecimal tail =
          exact.binomialTail(count, count + baselineCount, exposure, exposure + baselineExposure);
      pValues.add(
          RateRatio.pValue(count, exposure, baselineCount, baselineExposure),
          tail.multiply(number(2)),
          count,
          exposure,
          baselineCount,
          baselineExposure);
    }
    pValues.check();
  }

  private BigDecimal part(long count, long n, long exposure, long all) {
    return count == 0
        ? BigDecimal.ZERO
        : exact.times(
            number(count),
            exact.ln(
                exact.over(
                    number(count).multiply(number(all)), number(n).multiply(number(exposure)))));
  }

  @Test
  void overdispersedRates() {
    Worst pValues = new Worst("negative binomial p");
    Worst dispersions = new Worst("dispersion");
    for (int i = 0; i < 400; i++) {
      long[] k = table(i % 2 == 0 ? 10_000 : 10_000_000);
      k[0] = StrictMath.min(k[0], 2000);
      double dispersion = StrictMath.exp(random.nextDouble(-14, 6));
      if (i % 4 == 3) {
        // A sharp baseline, and a count far from it.
        long baseline = random.nextLong(500, 5000);
        k = new long[] {random.nextLong(baseline / 5, 2001), 10_000, baseline, 100_000};
        dispersion = 1e-6;
      }
      double evenness = random.nextDouble(0.5, 0.99);
      BigDecimal excess = number(dispersion).multiply(number(2).subtract(number(evenness)));
      BigDecimal exposures = exact.over(number(k[1]), number(k[3]));
      BigDecimal more = number(k[2] + 1);
      BigDecimal moreSize =
          exact.over(BigDecimal.ONE, exact.over(BigDecimal.ONE, more).add(excess));
      BigDecimal atLeast =
          k[0] == 0
              ? BigDecimal.ONE
              : exact.negativeBinomialTail(k[0], moreSize, exact.times(more, exposures));
      BigDecimal atMost = BigDecimal.ONE;
      if (k[2] > 0) {
        BigDecimal count = number(k[2]);
        BigDecimal size = exact.over(BigDecimal.ONE, exact.over(BigDecimal.ONE, count).add(excess));
        atMost = exact.negativeBinomialUpTo(k[0], size, exact.times(count, exposures));
      }
      BigDecimal p = atLeast.min(atMost).multiply(number(2)).min(BigDecimal.ONE);
      if (p.compareTo(SMALLEST_P) > 0) {
        pValues.add(
            OverdispersedRate.pValue(k[0], k[1], k[2], k[3], dispersion, evenness),
            p,
            k[0],
            k[1],
            k[2],
            k[3],
            (long) (dispersion * 1e6),
            (long) (evenness * 1e6));
      }
    }
    for (int i = 0; i < 1000; i++) {
      int windows = random.nextInt(2, 40);
      long[] counts = new long[windows];
      long[] exposures = new long[windows];
      double rate = StrictMath.exp(random.nextDouble(-12, -1));
      for (int window = 0; window < windows; window++) {
        exposures[window] = logUniform(1000, 100_000_000_000L);
        counts[window] = (long) (exposures[window] * rate * random.nextDouble(2));
      }
      BigDecimal expected = dispersion(counts, exposures);
      if (expected != null) {
        dispersions.add(OverdispersedRate.dispersion(counts, exposures), expected, counts);
      }
    }
    pValues.check();
    checkReach(pValues);
    dispersions.check();
  }

  private BigDecimal dispersion(long[] counts, long[] exposures) {
    BigDecimal count = number(Arrays.stream(counts).sum());
    BigDecimal exposure = number(Arrays.stream(exposures).sum());
    if (count.signum() == 0) {
      return null;
    }
    BigDecimal pearson = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = 0; i < counts.length; i++) {
      BigDecimal share = exact.over(number(exposures[i]), exposure);
      BigDecimal mean = exact.times(share, count);
      BigDecimal difference = number(counts[i]).subtract(mean);
      pearson = pearson.add(exact.over(exact.times(difference, difference), mean));
      squares = squares.add(exact.times(share, share));
    }
    BigDecimal dispersion =
        exact.over(
            pearson.subtract(number(counts.length - 1)),
            exact.times(count, BigDecimal.ONE.subtract(squares)));
    return dispersion.max(BigDecimal.ZERO);
  }

  @Test
  void deviationsOfProportions() {
    Worst deviations = new Worst("DP");
    for (int i = 0; i < 1000; i++) {
      int parts = random.nextInt(2, 40);
      long[] counts = new long[parts];
      long[] sizes = new long[parts];
      double rate = StrictMath.exp(random.nextDouble(-12, -1));
      double unevenness = i % 2 == 0 ? 1 : 1e-6;
      for (int part = 0; part < parts; part++) {
        sizes[part] = logUniform(1000, 100_000_000_000L);
        counts[part] = (long) (sizes[part] * rate * (1 + unevenness * random.nextDouble(-1, 1)));
      }
      BigDecimal count = number(Arrays.stream(counts).sum());
      long total = Arrays.stream(sizes).sum();
      if (count.signum() == 0) {
        continue;
      }
      BigDecimal sum = BigDecimal.ZERO;
      for (int part = 0; part < parts; part++) {
        BigDecimal share = exact.over(number(sizes[part]), number(total));
        sum = sum.add(exact.over(number(counts[part]), count).subtract(share).abs());
      }
      deviations.add(
          Dispersion.deviationOfProportions(counts, sizes, total),
          sum.multiply(new BigDecimal("0.5")),
          counts);
    }
    deviations.check();
  }
}
