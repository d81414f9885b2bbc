package io.broadsheet.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Broadsheet this is. */
public final class Version implements IVersionProvider {
  private static final String BUILT = "/META-INF/maven/io.broadsheet/broadsheet/pom.properties";

  /** The version that the jar was built as; {@code development} outside a jar. */
  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream(BUILT)) {
      if (in == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"broadsheet " + text()};
  }
}
