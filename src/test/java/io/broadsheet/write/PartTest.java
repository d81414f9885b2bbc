package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartTest {
  private static final long DAY = 86_400_000;

  @Test
  void comesBackFromItsBytes() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Part.Segment> segments = new ArrayList<>();
      long offset = 0;
      for (int i = random.nextInt(20); i > 0; i--) {
        long length = random.nextLong() >>> (24 + random.nextInt(40));
        long window = random.nextInt(4) == 0 ? Part.NO_WINDOW : random.nextLong();
        segments.add(
            new Part.Segment(window, random.nextInt(), offset, length, random.nextInt(1 << 30)));
        offset += length;
      }
      Part part = new Part("terms", "csv", "terms/shard-" + seed + ".csv.part", segments);
      assertThat("seed " + seed, Part.fromBytes(part.toBytes()), is(part));
      assertThat("seed " + seed, part.length(), is(offset));
    }
  }

  @Test
  void isCompactForThousandsOfWindows() {
    List<Part.Segment> segments = new ArrayList<>();
    for (int day = 0; day < 2_700; day++) {
      segments.add(new Part.Segment(day * DAY, 7, day * 400_000L, 400_000, 2_700));
    }
    assertThat(
        new Part("terms", "csv", "terms/a.csv.part", segments).toBytes().length,
        lessThan(2_700 * 12));
  }

  @Test
  void refusesOtherBytes() {
    byte[] bytes =
        new Part("terms", "csv", "terms/a.part", List.of(new Part.Segment(0, 0, 0, 5, 1)))
            .toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> Part.fromBytes(cut), "cut at " + length);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(IllegalArgumentException.class, () -> Part.fromBytes(longer));
    byte[] otherVersion = bytes.clone();
    otherVersion[0]++;
    assertThrows(IllegalArgumentException.class, () -> Part.fromBytes(otherVersion));
  }

  @Test
  void refusesSegmentsThatAreNotOneBehindTheOther() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Part("terms", "csv", "a.part", List.of(new Part.Segment(0, 0, 1, 5, 1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../a", "a/../b", "a//b", "a/", ".hidden", "a b", "é"})
  void refusesFileNamesThatLeadElsewhere(String file) {
    assertThrows(IllegalArgumentException.class, () -> new Part("terms", "csv", file, List.of()));
  }
}
