package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A database of PostgreSQL and the role that we are there. The password itself is read where it is
 * needed and kept nowhere.
 *
 * @param host a name or an address
 * @param passwordVariable the environment variable that holds the password, if no file does
 * @param passwordFile a file that holds nothing else; empty for none
 * @param tls {@code sslmode} as PostgreSQL calls it
 * @param tlsRoot a file with the certificates to trust; empty for the driver's default
 */
record PostgresServer(
    String host,
    int port,
    String database,
    String user,
    String passwordVariable,
    String passwordFile,
    String tls,
    String tlsRoot)
    implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int PORT = 5432;

  /**
   * The server that a request names: {@code postgresql://user@host:port/database}.
   *
   * @throws UserException if the address is none, or holds a password
   */
  static PostgresServer of(SinkRequest request) {
    URI uri;
    try {
      uri = new URI(request.target());
    } catch (URISyntaxException e) {
      throw wrong("it is no address");
    }
    String user = uri.getUserInfo();
    String path = uri.getPath();
    if (uri.getHost() == null || !"postgresql".equals(uri.getScheme()) || uri.getQuery() != null) {
      throw wrong("it is no address");
    }
    if (user == null || user.isEmpty() || path == null || path.length() < 2) {
      throw wrong("it names no user or no database");
    }
    if (user.contains(":")) {
      throw wrong("it holds a password, which belongs into a variable or a file");
    }
    return new PostgresServer(
        uri.getHost(),
        uri.getPort() < 0 ? PORT : uri.getPort(),
        path.substring(1),
        user,
        request.option("password_env"),
        orEmpty(request.option("password_file")),
        request.option("tls"),
        orEmpty(request.option("tls_root")));
  }

  private static String orEmpty(String value) {
    return value.equals("none") ? "" : value;
  }

  /** Without the address itself, which may hold a secret. */
  private static UserException wrong(String why) {
    return new UserException(
        "The url of the postgres sink must be like postgresql://user@host:5432/database: "
            + why
            + ".");
  }

  String jdbcUrl() {
    return "jdbc:postgresql://"
        + host
        + ":"
        + port
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  /** The password; empty where there is none, for servers that ask for none. */
  String password() {
    if (passwordFile.isEmpty()) {
      String value = System.getenv(passwordVariable);
      return value == null ? "" : value;
    }
    Path file = Path.of(passwordFile);
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw FileTrouble.with("read the password in", file, e);
    }
  }

  /** As messages may show it. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
