package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.broadsheet.Runs.Ended;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that lets in nobody without a password or a trusted certificate, and a role that may
 * do no more than docs/sinks.md says it must.
 */
class PostgresAccessTest {
  private static final String PASSWORD = "tall ships' rope";

  @TempDir private static Path folder;

  private static EmbeddedPostgres server;
  private static Path authority;
  private static Path stranger;

  private final List<String> settings = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    authority = certificate("authority", "-CA", "own");
    stranger = certificate("stranger", "-CA", "own");
    Path certificate = certificate("server", "localhost", "authority");
    server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificate.toString())
            .setServerConfig("ssl_key_file", folder.resolve("server.key").toString())
            .start();
    String data;
    try (Connection database = server.getPostgresDatabase().getConnection();
        Statement statement = database.createStatement()) {
      try (ResultSet result = statement.executeQuery("SHOW hba_file")) {
        result.next();
        data = result.getString(1);
      }
      Path rules = Path.of(data);
      Files.writeString(rules, "host all reports all scram-sha-256\n" + Files.readString(rules));
      statement.execute("SELECT pg_reload_conf()");
      statement.execute("CREATE DATABASE news");
      statement.execute("REVOKE ALL ON DATABASE news FROM PUBLIC");
    }
  }

  /** Makes a key and a certificate for it; of an authority, or of a host signed by one. */
  private static Path certificate(String name, String host, String signer) throws Exception {
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
    if (!signer.equals("own")) {
      command.addAll(List.of("-CA", folder.resolve(signer + ".crt").toString()));
      command.addAll(List.of("-CAkey", folder.resolve(signer + ".key").toString()));
      command.addAll(List.of("-addext", "subjectAltName=DNS:" + host));
      command.addAll(List.of("-addext", "basicConstraints=critical,CA:FALSE"));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(Files.readString(folder.resolve("openssl.log")), process.waitFor(), is(0));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return certificate;
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** Makes the role as the document says, with a password. */
  @BeforeEach
  void makeTheRole() throws Exception {
    inNews("DROP SCHEMA IF EXISTS broadsheet CASCADE");
    inNews("DO $$ BEGIN DROP OWNED BY reports; EXCEPTION WHEN undefined_object THEN END $$");
    inNews("DROP ROLE IF EXISTS reports");
    Matcher grants =
        Pattern.compile("(?s)```sql\n(CREATE ROLE reports .*?)```")
            .matcher(Files.readString(Path.of("docs/sinks.md")));
    assertThat("the document says what the role needs", grants.find(), is(true));
    inNews(grants.group(1).replace("'…'", "'" + PASSWORD.replace("'", "''") + "'"));
    settings.clear();
  }

  private static void inNews(String sql) throws SQLException {
    try (Connection database = server.getDatabase("postgres", "news").getConnection();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private Ended run(String tls, Path trusted, String password) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), password + "\n");
    return Runs.execute(
        "run",
        "pipelines/sample.yaml",
        "--as-of=2025-07-14",
        "--set",
        "state=none",
        "--set",
        "input.0.files=sample-input/aldwin-examiner/week-27.json",
        "--set",
        "reports=[outlets]",
        "--set",
        "copies.find=false",
        "--set",
        "stories.find=false",
        "--set",
        "output=[{postgres: {url: 'postgresql://reports@localhost:"
            + server.getPort()
            + "/news', schema: broadsheet, password_file: '"
            + file
            + "', tls: "
            + tls
            + ", tls_root: '"
            + trusted
            + "'}}]");
  }

  private static void assertRefused(Ended ended, String reason) {
    assertThat(ended.err(), ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("The sink postgres at postgresql://reports@localhost:"));
    assertThat(ended.err(), containsString(reason));
  }

  @Test
  void needsNoMoreThanTheRightsThatAreDocumented() throws Exception {
    for (int twice = 0; twice < 2; twice++) {
      Ended ended = run("verify-full", authority, PASSWORD);
      assertThat(ended.err(), ended.exitCode(), is(0));
    }
    try (Connection database = server.getDatabase("postgres", "news").getConnection();
        Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) > 0 FROM broadsheet.outlets")) {
      result.next();
      assertThat(result.getBoolean(1), is(true));
    }
  }

  @Test
  void saysWhichRightIsMissing() throws Exception {
    inNews("REVOKE TEMPORARY ON DATABASE news FROM reports");
    assertRefused(
        run("verify-full", authority, PASSWORD),
        "permission denied to create temporary tables in database \"news\"");
    inNews("GRANT TEMPORARY ON DATABASE news TO reports");
    inNews("ALTER SCHEMA broadsheet OWNER TO postgres");
    assertRefused(
        run("verify-full", authority, PASSWORD), "permission denied for schema broadsheet");
    inNews("REVOKE CONNECT ON DATABASE news FROM reports");
    assertRefused(
        run("verify-full", authority, PASSWORD), "permission denied for database \"news\"");
  }

  @Test
  void isRefusedWithAnotherPassword() throws Exception {
    Ended ended = run("verify-full", authority, "guessed");
    assertRefused(ended, "password authentication failed for user \"reports\"");
    assertThat(ended.err().contains("guessed"), is(false));
  }

  @Test
  void trustsNoCertificateOfAnotherAuthority() throws Exception {
    assertRefused(
        run("verify-full", stranger, PASSWORD),
        ": the server's certificate is signed by none of the authorities in tls_root.\n");
  }
}
