package io.broadsheet.write;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** One PostgreSQL for all tests of this process; it ends with it. */
public final class PostgresServers {
  private static EmbeddedPostgres server;

  private PostgresServers() {}

  /** The running server, started with the first call. */
  public static synchronized EmbeddedPostgres shared() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }

  /** The address of its database, for specs. */
  public static String url() {
    return "postgresql://postgres@localhost:" + shared().getPort() + "/postgres";
  }
}
