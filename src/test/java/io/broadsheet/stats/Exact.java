package io.broadsheet.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The slow twins of the functions under test: the textbook formulas in decimal arithmetic of so
 * many digits that nothing that cancels or underflows matters. They share no code and no
 * rearrangement with them.
 */
final class Exact {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final MathContext context;
  private final BigDecimal epsilon;
  private BigDecimal pi;

  Exact(int digits) {
    this.context = new MathContext(digits);
    this.epsilon = BigDecimal.ONE.scaleByPowerOfTen(-digits);
  }

  static BigDecimal number(double value) {
    return new BigDecimal(value);
  }

  static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }

  BigDecimal plus(BigDecimal a, BigDecimal b) {
    return a.add(b, context);
  }

  BigDecimal minus(BigDecimal a, BigDecimal b) {
    return a.subtract(b, context);
  }

  BigDecimal times(BigDecimal a, BigDecimal b) {
    return a.multiply(b, context);
  }

  BigDecimal over(BigDecimal a, BigDecimal b) {
    return a.divide(b, context);
  }

  BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(context);
  }

  /** eˣ by its power series, the argument halved until it is small. */
  BigDecimal exp(BigDecimal x) {
    int halvings = StrictMath.max(0, x.precision() - x.scale()) * 4 + 16;
    MathContext wide = new MathContext(context.getPrecision() + halvings);
    BigDecimal small = x.divide(BigDecimal.valueOf(2).pow(halvings), wide);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; term.signum() != 0 && term.abs().compareTo(ulp(wide)) > 0; k++) {
      term = term.multiply(small, wide).divide(BigDecimal.valueOf(k), wide);
      sum = sum.add(term, wide);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, wide);
    }
    return sum.round(context);
  }

  private static BigDecimal ulp(MathContext wide) {
    return BigDecimal.ONE.scaleByPowerOfTen(-wide.getPrecision() - 2);
  }

  /** ln x: a double's worth of it, and the rest by the series of the inverse hyperbolic tangent. */
  BigDecimal ln(BigDecimal x) {
    int exponent = x.precision() - x.scale() - 1;
    BigDecimal mantissa = x.scaleByPowerOfTen(-exponent);
    BigDecimal sum = lnNearOne(mantissa);
    return exponent == 0 ? sum : plus(sum, times(number(exponent), lnOfTen()));
  }

  private BigDecimal lnOfTen;

  private BigDecimal lnOfTen() {
    if (lnOfTen == null) {
      lnOfTen = lnNearOne(BigDecimal.TEN);
    }
    return lnOfTen;
  }

  private BigDecimal lnNearOne(BigDecimal x) {
    BigDecimal estimate = number(StrictMath.log(x.doubleValue()));
    BigDecimal rest = over(x, exp(estimate));
    BigDecimal y = over(minus(rest, BigDecimal.ONE), plus(rest, BigDecimal.ONE));
    BigDecimal square = times(y, y);
    BigDecimal power = y;
    BigDecimal sum = y;
    for (int k = 3; power.abs().compareTo(epsilon) > 0; k += 2) {
      power = times(power, square);
      sum = plus(sum, over(power, number(k)));
    }
    return plus(estimate, times(TWO, sum));
  }

  BigDecimal log2(BigDecimal x) {
    return over(ln(x), ln(TWO));
  }

  /** π by Machin's formula. */
  BigDecimal pi() {
    if (pi == null) {
      BigDecimal sum = minus(times(number(16), arctan(5)), times(number(4), arctan(239)));
      pi = sum;
    }
    return pi;
  }

  private BigDecimal arctan(long inverse) {
    BigDecimal square = number(inverse * inverse);
    BigDecimal power = over(BigDecimal.ONE, number(inverse));
    BigDecimal sum = power;
    for (int k = 3; power.compareTo(epsilon) > 0; k += 2) {
      power = over(power, square);
      BigDecimal term = over(power, number(k));
      sum = k % 4 == 3 ? minus(sum, term) : plus(sum, term);
    }
    return sum;
  }

  /**
   * The tail of chi-square with one degree of freedom: 1 − erf, erf by its series of positive
   * terms. The digits must exceed those that the subtraction loses, x/4.6.
   */
  BigDecimal chiSquareTail(BigDecimal x) {
    BigDecimal half = times(x, HALF);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; term.compareTo(times(sum, epsilon)) > 0; k++) {
      term = over(times(term, x), number(2 * k + 1));
      sum = plus(sum, term);
    }
    BigDecimal factor = over(times(TWO, sqrt(half)), sqrt(pi()));
    return minus(BigDecimal.ONE, times(times(factor, exp(half.negate())), sum));
  }

  /** G² as the sum of O·ln(O/E). */
  BigDecimal logLikelihoodRatio(long k11, long k12, long k21, long k22) {
    BigDecimal total = number(k11).add(number(k12)).add(number(k21)).add(number(k22));
    BigDecimal sum = BigDecimal.ZERO;
    long[][] cells = {{k11, k12, k21}, {k12, k11, k22}, {k21, k22, k11}, {k22, k21, k12}};
    for (long[] cell : cells) {
      if (cell[0] > 0) {
        BigDecimal observed = number(cell[0]);
        BigDecimal row = observed.add(number(cell[1]));
        BigDecimal column = observed.add(number(cell[2]));
        BigDecimal quotient = over(times(observed, total), times(row, column));
        sum = plus(sum, times(observed, ln(quotient)));
      }
    }
    return times(TWO, sum);
  }

  /** ln Γ(x) by Stirling's series after moving x beyond 200. */
  BigDecimal lnGamma(BigDecimal x) {
    BigDecimal moved = x;
    BigDecimal product = BigDecimal.ONE;
    while (moved.compareTo(number(200)) < 0) {
      product = times(product, moved);
      moved = moved.add(BigDecimal.ONE);
    }
    BigDecimal sum = times(minus(moved, HALF), ln(moved));
    sum = minus(sum, moved);
    sum = plus(sum, times(HALF, ln(times(TWO, pi()))));
    BigDecimal power = moved;
    List<BigInteger[]> bernoulli = bernoulli(24);
    for (int k = 1; k <= 24; k++) {
      BigInteger[] b = bernoulli.get(2 * k);
      BigDecimal divisor =
          times(new BigDecimal(b[1]).multiply(number(2L * k * (2 * k - 1))), power);
      sum = plus(sum, over(new BigDecimal(b[0]), divisor));
      power = times(power, times(moved, moved));
    }
    return minus(sum, ln(product));
  }

  private static List<BigInteger[]> bernoulliNumbers;

  /** The Bernoulli numbers up to B₂ₙ as fractions. */
  private static List<BigInteger[]> bernoulli(int n) {
    if (bernoulliNumbers != null) {
      return bernoulliNumbers;
    }
    List<BigInteger[]> numbers = new ArrayList<>();
    numbers.add(new BigInteger[] {BigInteger.ONE, BigInteger.ONE});
    for (int m = 1; m <= 2 * n; m++) {
      BigInteger numerator = BigInteger.ZERO;
      BigInteger denominator = BigInteger.ONE;
      BigInteger choose = BigInteger.ONE;
      for (int k = 0; k < m; k++) {
        BigInteger[] b = numbers.get(k);
        numerator = numerator.multiply(b[1]).add(choose.multiply(b[0]).multiply(denominator));
        denominator = denominator.multiply(b[1]);
        BigInteger divisor = numerator.gcd(denominator);
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
        choose = choose.multiply(BigInteger.valueOf(m + 1L - k)).divide(BigInteger.valueOf(k + 1L));
      }
      numbers.add(
          new BigInteger[] {numerator.negate(), denominator.multiply(BigInteger.valueOf(m + 1L))});
    }
    bernoulliNumbers = numbers;
    return numbers;
  }

  /** P(X = k) for n trials of probability share ÷ all. */
  BigDecimal binomial(long k, long n, long share, long all) {
    BigDecimal log = minus(lnGamma(number(n + 1)), lnGamma(number(k + 1)));
    log = minus(log, lnGamma(number(n - k + 1)));
    log = plus(log, times(number(k), ln(over(number(share), number(all)))));
    log = plus(log, times(number(n - k), ln(over(number(all - share), number(all)))));
    return exp(log);
  }

  /** P(X ≥ k), summed upwards from k until nothing is added. */
  BigDecimal binomialTail(long k, long n, long share, long all) {
    BigDecimal odds = over(number(share), number(all - share));
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    MathContext shorter = new MathContext(30);
    for (long i = k; i < n; i++) {
      term =
          term.multiply(number(n - i).multiply(odds, shorter), shorter)
              .divide(number(i + 1), shorter);
      sum = sum.add(term, shorter);
      if (term.scaleByPowerOfTen(22).compareTo(sum) < 0) {
        break;
      }
    }
    return times(binomial(k, n, share, all), sum);
  }

  /** P(X = k) of the negative binomial distribution of that size and mean. */
  BigDecimal negativeBinomial(long k, BigDecimal size, BigDecimal mean) {
    BigDecimal all = plus(size, mean);
    BigDecimal log = minus(lnGamma(plus(size, number(k))), lnGamma(number(k + 1)));
    log = minus(log, lnGamma(size));
    log = plus(log, times(size, ln(over(size, all))));
    log = plus(log, times(number(k), ln(over(mean, all))));
    return exp(log);
  }

  /** P(X ≤ k), summed from 0. */
  BigDecimal negativeBinomialUpTo(long k, BigDecimal size, BigDecimal mean) {
    BigDecimal share = over(mean, plus(size, mean));
    BigDecimal term = negativeBinomial(0, size, mean);
    BigDecimal sum = term;
    for (long i = 0; i < k; i++) {
      term = over(times(times(term, plus(size, number(i))), share), number(i + 1));
      sum = plus(sum, term);
    }
    return sum;
  }

  /** P(X ≥ k), from the sum below if digits enough are left, else summed upwards from k. */
  BigDecimal negativeBinomialTail(long k, BigDecimal size, BigDecimal mean) {
    BigDecimal complement = minus(BigDecimal.ONE, negativeBinomialUpTo(k - 1, size, mean));
    return complement.movePointRight(context.getPrecision() - 30).compareTo(BigDecimal.ONE) > 0
        ? complement
        : negativeBinomialFrom(k, size, mean);
  }

  private BigDecimal negativeBinomialFrom(long k, BigDecimal size, BigDecimal mean) {
    MathContext shorter = new MathContext(30);
    BigDecimal share = over(mean, plus(size, mean)).round(shorter);
    BigDecimal least = BigDecimal.ONE.subtract(share).movePointLeft(22);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (long i = k; term.compareTo(sum.multiply(least, shorter)) > 0; i++) {
      term =
          term.multiply(size.add(number(i)).multiply(share, shorter), shorter)
              .divide(number(i + 1), shorter);
      sum = sum.add(term, shorter);
    }
    return times(negativeBinomial(k, size, mean), sum);
  }
}
