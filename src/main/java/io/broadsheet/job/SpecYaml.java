package io.broadsheet.job;

import io.broadsheet.job.SpecNode.Entry;
import io.broadsheet.job.SpecNode.Kind;
import io.broadsheet.job.SpecNode.Mapping;
import io.broadsheet.job.SpecNode.Scalar;
import io.broadsheet.job.SpecNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML text as a tree of places and values, in YAML 1.2's core schema ({@code no} and {@code
 * 12:30} are texts). No object is ever built from a tag, and an alias, which could multiply a small
 * file into a huge tree, is a mistake; so memory is bounded by the text.
 */
final class SpecYaml {
  private static final int DEEPEST = 20;
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private final String origin;
  private final boolean isOption;
  private final Parser events;
  private final Problems problems;

  private SpecYaml(String origin, boolean isOption, String text, Problems problems) {
    this.origin = origin;
    this.isOption = isOption;
    this.problems = problems;
    this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /**
   * The tree of a spec file; a text without content is an empty mapping.
   *
   * @return nothing if the text is no YAML at all, which is then among {@code problems}
   */
  static Optional<SpecNode> readFile(String file, String text, Problems problems) {
    return read(file, false, text, problems)
        .map(
            root ->
                root instanceof Scalar scalar && scalar.kind() == Kind.NOTHING
                    ? new Mapping(root.place(), List.of())
                    : root);
  }

  /** The same for a value on the command line, whose mistakes name the option instead of a line. */
  static Optional<SpecNode> readOption(String option, String text, Problems problems) {
    return read(option, true, text, problems);
  }

  /** A value as it stands, without any YAML syntax in it. */
  static Scalar plain(Place place, String text) {
    return new Scalar(place, kindOfPlain(text), text);
  }

  private static Optional<SpecNode> read(
      String origin, boolean isOption, String text, Problems problems) {
    Place start = isOption ? Place.option(origin) : new Place(origin, 1, 1);
    try {
      return Optional.of(new SpecYaml(origin, isOption, text, problems).document(start));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      Place place =
          isOption || mark == null
              ? start
              : new Place(origin, mark.getLine() + 1, mark.getColumn() + 1);
      problems.add(place, "this is not valid YAML: " + sentence(e));
    } catch (ReaderException e) {
      problems.add(
          start,
          String.format(
              Locale.ROOT,
              "character %d is U+%04X, which YAML does not allow",
              e.getPosition() + 1,
              e.getCodePoint()));
    }
    return Optional.empty();
  }

  private static String sentence(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext();
    if (context.contains("alias")) {
      return "put a text that begins with * in quotes";
    }
    if (e.getProblem().contains("'\\t(TAB)'") || e.getProblem().contains("\\t")) {
      return "indent with spaces, not with tabs";
    }
    return (context.isEmpty() ? "" : context + ", ") + e.getProblem();
  }

  private SpecNode document(Place start) {
    next(); // the stream's start
    Event event = next();
    if (event.is(Event.ID.StreamEnd)) {
      return new Mapping(start, List.of());
    }
    SpecNode root = node(next(), 0);
    next(); // the document's end
    Event behind = next();
    if (!behind.is(Event.ID.StreamEnd)) {
      problems.add(place(behind), "a spec is one document: remove what follows the second `---`");
    }
    return root;
  }

  private SpecNode node(Event event, int depth) {
    Place place = place(event);
    if (depth > DEEPEST) {
      throw new TooDeepException(event.getStartMark());
    }
    if (event instanceof AliasEvent) {
      problems.add(place, "aliases (`*name`) are not supported: write the value out");
      return new Scalar(place, Kind.REPORTED, "");
    }
    if (((NodeEvent) event).getAnchor() != null) {
      problems.add(place, "anchors (`&name`) are not supported: write the value out each time");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), place);
      Kind kind = scalar.isPlain() ? kindOfPlain(scalar.getValue()) : Kind.TEXT;
      return new Scalar(place, kind, scalar.getValue());
    }
    if (event instanceof SequenceStartEvent sequence) {
      refuseTag(sequence.getTag(), place);
      List<SpecNode> items = new ArrayList<>();
      for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
        items.add(node(item, depth + 1));
      }
      return new Sequence(place, items);
    }
    refuseTag(((MappingStartEvent) event).getTag(), place);
    List<Entry> entries = new ArrayList<>();
    for (Event key = next(); !key.is(Event.ID.MappingEnd); key = next()) {
      SpecNode keyNode = node(key, depth + 1);
      SpecNode value = node(next(), depth + 1);
      if (keyNode instanceof Scalar scalar) {
        entries.add(new Entry(scalar.place(), scalar.text(), value));
      } else {
        problems.add(keyNode.place(), "a key must be a single word, not " + keyNode.words());
      }
    }
    return new Mapping(place, entries);
  }

  private void refuseTag(String tag, Place place) {
    if (tag != null) {
      problems.add(place, "tags (`!name`) are not supported: write the value alone");
    }
  }

  private static Kind kindOfPlain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> Kind.NOTHING;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOLEAN;
      default ->
          INTEGER.matcher(text).matches()
              ? Kind.INTEGER
              : REAL.matcher(text).matches() ? Kind.REAL : Kind.TEXT;
    };
  }

  private Event next() {
    return events.getEvent();
  }

  private Place place(Event event) {
    Mark mark = event.getStartMark();
    return isOption
        ? Place.option(origin)
        : new Place(origin, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Carries the mark of the first value that is nested too deeply. */
  private static final class TooDeepException extends MarkedYAMLException {
    private static final long serialVersionUID = 1;

    TooDeepException(Mark mark) {
      super(null, null, "nested deeper than " + DEEPEST + " levels", mark);
    }
  }
}
