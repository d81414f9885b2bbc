package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamCommitsTest {
  private static final String STREAM = "a stream of StreamCommitsTest";
  private static final byte[] FIRST = {1};
  private static final byte[] SECOND = {2};

  @BeforeEach
  void begin() {
    StreamCommits.forget(STREAM);
  }

  @Test
  void commitsTheNewestOfWhatIsReadyWithThePartsThatAllOfItDoesWithout() {
    StreamCommits commits = StreamCommits.of(STREAM);
    commits.ready(snapshot(1, FIRST));
    commits.ready(snapshot(3, SECOND));
    commits.ready(snapshot(2));
    StreamSnapshot taken = commits.takeReady();
    assertThat(taken.number(), is(3L));
    assertThat(taken.superseded(), is(List.of(FIRST, SECOND)));
    assertThat(commits.isReady(), is(false));
  }

  @Test
  void isNotReadyForWhatHasBeenCommitted() {
    StreamCommits commits = StreamCommits.of(STREAM);
    commits.commit(2, 1, List.of());
    commits.ready(snapshot(2));
    assertThat(commits.isReady(), is(false));
    commits.ready(snapshot(3));
    assertThat(commits.isReady(), is(true));
  }

  private static StreamSnapshot snapshot(long number, byte[]... superseded) {
    return new StreamSnapshot(number, 0, List.of(), List.of(superseded));
  }
}
