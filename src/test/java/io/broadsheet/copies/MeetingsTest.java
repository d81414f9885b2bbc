package io.broadsheet.copies;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeetingsTest {
  @Test
  void tellsPartnersInTheOrderInWhichTheyCame() {
    Meetings meetings = new Meetings(5);
    meetings.add(0, 3);
    meetings.add(3, 1);
    meetings.add(4, 3);

    assertThat(meetings.partners(3), is(List.of(0, 1, 4)));
    assertThat(meetings.partners(1), is(List.of(3)));
    assertThat(meetings.partners(2), is(List.of()));
  }

  @Test
  void knowsThoseThatComeLaterAndForgetsAllWithTheDay() {
    Meetings meetings = new Meetings(3);
    meetings.add(0, 1);
    assertThat(meetings.partners(0), is(List.of(1)));
    meetings.add(2, 0);
    assertThat(meetings.partners(0), is(List.of(1, 2)));

    meetings.clear();
    assertThat(meetings.partners(0), is(List.of()));
    meetings.add(1, 2);
    assertThat(meetings.partners(2), is(List.of(1)));
  }
}
