package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.broadsheet.read.RunCounters.Snapshot;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

final class RunCountersTest {
  @Test
  void isOneObjectForOneRunAlsoAfterTravelling() {
    RunCounters counters = RunCounters.of("travelling");

    assertThat(SerializableUtils.clone(counters), is(sameInstance(counters)));
    assertThat(RunCounters.of("other"), is(not(sameInstance(counters))));
  }

  @Test
  void addsUp() {
    RunCounters counters = RunCounters.of("adding");
    counters.expectBytes(70);
    counters.expectBytes(30);
    counters.addBytes(10);
    counters.addBytes(5);
    counters.addArticles(3);
    counters.addRejects(2);

    assertThat(counters.now(), is(new Snapshot(3, 15, 2, 100)));
  }

  @Test
  void beginsAnewOnceForgotten() {
    RunCounters counters = RunCounters.of("forgotten");
    counters.addArticles(3);
    counters.forget();

    assertThat(RunCounters.of("forgotten").now(), is(new Snapshot(0, 0, 0, 0)));
  }
}
