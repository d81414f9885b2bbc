package io.broadsheet.count;

import io.broadsheet.article.UserException;
import io.broadsheet.text.TermSink;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a frequency list that was made elsewhere: CSV in UTF-8, a term and its count a line. The
 * first line may be a header. Terms become ours by the rules for text ({@code Prime Minister} is
 * {@code prime minister}), and counts of what becomes one term are added up; what holds no word,
 * such as a comma, is left out. A line without a term has occurrences of words that are not in the
 * list.
 *
 * <p>Memory: that of {@link FrequencyList}.
 */
final class FrequencyFile {
  private final String name;
  private final Tokenizer tokenizer;
  private final int longest;
  private final FrequencyList list = new FrequencyList();
  private final Words words = new Words();
  private long line;

  private FrequencyFile(String name, TextRules text, int longest) {
    this.name = name;
    this.tokenizer = text.tokenizer();
    this.longest = longest;
  }

  /**
   * Reads a file.
   *
   * @param name for messages
   * @param longest how many words the longest terms have that are wanted
   * @throws UserException that names the line if one is not as it should be
   */
  static FrequencyList read(InputStream in, String name, TextRules text, int longest)
      throws IOException {
    return new FrequencyFile(name, text, longest).read(in);
  }

  private FrequencyList read(InputStream in) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        line++;
        if (line == 1 && row.startsWith("\uFEFF")) {
          row = row.substring(1);
        }
        if (!row.isBlank()) {
          add(row);
        }
      }
    } catch (CharacterCodingException e) {
      throw new UserException(name + " is not UTF-8 text", e);
    }
    if (list.length(1).total() == 0) {
      throw new UserException(name + " has no word with a count");
    }
    return list;
  }

  private void add(String row) {
    int comma = row.lastIndexOf(',');
    String number = row.substring(comma + 1).strip();
    boolean isCount = comma >= 0 && number.matches("[0-9]{1,18}");
    if (!isCount && line == 1) {
      return;
    }
    if (!isCount) {
      throw new UserException(
          name + ", line " + line + ": `" + shown(row) + "` is not a term, a comma and a count");
    }
    long count = Long.parseLong(number);
    String term = unquoted(row.substring(0, comma).strip());
    if (term.isEmpty()) {
      list.addOthers(1, count);
    } else if (count > 0) {
      words.clear();
      tokenizer.tokenize(term, "", words);
      if (words.count > 0 && words.count <= longest) {
        list.add(words.count, words.text.toByteArray(), count);
      }
    }
  }

  private static String shown(String row) {
    return row.length() <= 60 ? row : row.substring(0, 60) + "…";
  }

  private static String unquoted(String field) {
    return field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")
        ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
        : field;
  }

  /** The words of one line, with spaces between them. */
  private static final class Words implements TermSink {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int count;

    void clear() {
      text.reset();
      count = 0;
    }

    @Override
    public void term(byte[] utf8, int length, int hash) {
      if (count++ > 0) {
        text.write(' ');
      }
      text.write(utf8, 0, length);
    }

    @Override
    public void stop() {
      // A term of a list is in one sentence.
    }
  }
}
