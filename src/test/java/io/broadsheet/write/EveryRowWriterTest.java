package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import io.broadsheet.table.NoRow;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EveryRowWriterTest {
  private static final Table TABLE = Tables.KEYNESS;

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final EncodingRowWriter csv = new CsvFormat(false).writer(TABLE, ZoneOffset.UTC, text);
  private final EncodingRowWriter page =
      new PageFormat().writer(TABLE, ZoneOffset.UTC, new ByteArrayOutputStream());
  private final RowWriter every = new EveryRowWriter(List.of(csv, page));

  @Test
  void handsARowOnlyToThoseThatTakeIt() throws IOException {
    RowWriter foremost = every.row("outlet", 9);
    assertThat(foremost, is(sameInstance(every)));
    write(foremost, "foremost");
    RowWriter ofTopic = every.row("topic", 9);
    assertThat(ofTopic, is(sameInstance(csv)));
    write(ofTopic, "of a topic");
    write(every.row("outlet", -3), "rare");
    csv.flush();
    page.flush();
    assertThat(csv.rows(), is(3L));
    assertThat(page.rows(), is(3L));
    assertThat(text.toString(StandardCharsets.UTF_8).lines().count(), is(3L));
  }

  @Test
  void nobodyMayTakeARow() {
    assertThat(new EveryRowWriter(List.of(page)).row("topic", 9), is(sameInstance(NoRow.INSTANCE)));
  }

  private static void write(RowWriter row, String term) throws IOException {
    for (int i = 0; i < TABLE.columns().size(); i++) {
      switch (TABLE.columns().get(i).type()) {
        case TEXT -> row.text(term);
        case TEXT_LIST -> row.texts(List.of(term));
        case INTEGER -> row.integer(i);
        case REAL -> row.real(i);
        case TIMESTAMP -> row.timestamp(i);
      }
    }
    row.endRow();
  }
}
