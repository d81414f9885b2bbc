package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "in/** in/a.json true",
        "in/** in/a/b/c.json true",
        "in/** other/a.json false",
        "in/**/x.json in/x.json true",
        "in/**/x.json in/a/b/x.json true",
        "in/**/x.json in/a/bx.json false",
        "in/*.json in/a.json true",
        "in/*.json in/a/b.json false",
        "in/?.json in/a.json true",
        "in/?.json in/ab.json false",
        "in/{a,bc}.json in/bc.json true",
        "in/{a,bc}.json in/b.json false",
        "in/[a-c]*.json in/b1.json true",
        "in/[!a-c]*.json in/b1.json false",
        "in/a+(1).* in/a+(1).json true",
        "in/a+(1).* in/aa1.json false",
        "** a/b true",
        "/data/*/x /data/1/x true",
      })
  void matches(String glob, String path, boolean matches) {
    assertThat(Glob.of(glob).pattern().matcher(path).matches(), is(matches));
  }

  @ParameterizedTest(name = "{0} is rooted at {1}")
  @CsvSource({"in/a/**, in/a", "in/a*/b, in", "*.json, ''", "/*/x, /", "in/a.json, in/a.json"})
  void isRootedBeforeTheFirstWildcard(String glob, String root) {
    assertThat(Glob.of(glob).root(), is(Path.of(root)));
  }
}
