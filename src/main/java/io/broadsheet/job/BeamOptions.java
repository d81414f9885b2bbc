package io.broadsheet.job;

import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** Beam's own options, as they stand on the command line among ours. */
final class BeamOptions {
  private static final Pattern WRONG_TYPE =
      Pattern.compile("Cannot deserialize value of type `(?:java\\.lang\\.)?(\\w+)`");

  /** Whether Beam knows all options, if it has begun to load any. */
  private static final AtomicBoolean KNOWS_ALL = new AtomicBoolean(true);

  private BeamOptions() {}

  /**
   * Begins, in a thread of its own, to load what any options need, which takes longer than to read
   * a spec. What fails there fails again where it is needed.
   *
   * <p>Most of the time it would take to look through the options of all runners and modules, so
   * that is left until one is named that is not among the usual ones.
   */
  static void begin() {
    KNOWS_ALL.set(false);
    Thread thread = new Thread(PipelineOptionsFactory::create, "loading-options");
    thread.setContextClassLoader(new WithoutOptions());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((failed, cause) -> {});
    thread.start();
  }

  /** Finds no one who has options to register. */
  private static final class WithoutOptions extends ClassLoader {
    WithoutOptions() {
      super(BeamOptions.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.endsWith(PipelineOptionsRegistrar.class.getName())
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }

  /**
   * Reads what is left of a command line once our own options are taken away.
   *
   * @param arguments each {@code --name=value}, or {@code --name} for true
   * @param ours the options of the command itself, for suggestions
   * @throws SpecException with a sentence about the first that is wrong
   */
  static PipelineOptions parse(List<String> arguments, List<String> ours) {
    for (int i = 0; i < arguments.size(); i++) {
      if (!arguments.get(i).startsWith("--")) {
        throw new SpecException(unexpected(arguments.get(i), i == 0 ? "" : arguments.get(i - 1)));
      }
    }
    try {
      PipelineOptions options = createFromUsual(arguments);
      if (!Runners.isFlink(options)) {
        limitParallelism(options, arguments);
      }
      return options;
    } catch (IllegalArgumentException e) {
      checkNames(arguments, ours);
      for (String argument : arguments) {
        checkAlone(argument);
      }
      throw new SpecException(
          "the options " + String.join(" ", arguments) + " do not go together: " + reason(e), e);
    }
  }

  private static String unexpected(String argument, String before) {
    boolean isValue = before.startsWith("--") && !before.contains("=");
    return "unexpected argument `"
        + Printable.of(argument)
        + "`"
        + (isValue ? "; did you mean `" + before + "=" + argument + "`?" : "");
  }

  private static void checkNames(List<String> arguments, List<String> ours) {
    Set<String> known = names();
    List<String> suggestions = new ArrayList<>(ours);
    known.forEach(name -> suggestions.add("--" + name));
    for (String argument : arguments) {
      String name = argument.substring(2).replaceFirst("=.*$", "");
      if (!known.contains(name)) {
        throw new SpecException(
            "unknown option `--"
                + Printable.of(name)
                + "`"
                + Nearest.hint("--" + name, suggestions));
      }
    }
  }

  private static PipelineOptions createFromUsual(List<String> arguments) {
    if (!arguments.isEmpty()) {
      PipelineOptionsFactory.register(FlinkPipelineOptions.class);
    }
    try {
      return create(arguments);
    } catch (IllegalArgumentException e) {
      if (KNOWS_ALL.getAndSet(true)) {
        throw e;
      }
      PipelineOptionsFactory.resetCache();
      return create(arguments);
    }
  }

  private static PipelineOptions create(List<String> arguments) {
    return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
        .withValidation()
        .create();
  }

  /**
   * The DirectRunner's own default is three workers at least. One that finds no work asks for it
   * again and again, and so takes a processor from the others.
   */
  private static void limitParallelism(PipelineOptions options, List<String> arguments) {
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--targetParallelism"))) {
      options
          .as(DirectOptions.class)
          .setTargetParallelism(Runtime.getRuntime().availableProcessors());
    }
  }

  private static void checkAlone(String argument) {
    try {
      create(List.of(argument));
    } catch (IllegalArgumentException e) {
      throw new SpecException("the option `" + argument + "` is wrong: " + reason(e), e);
    }
  }

  /** What Beam complains about, without the names of Java's types. */
  private static String reason(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    Matcher wrongType = WRONG_TYPE.matcher(message);
    if (!wrongType.find()) {
      return message.replaceFirst("\\.$", "");
    }
    return switch (wrongType.group(1).toLowerCase(Locale.ROOT)) {
      case "int", "integer", "long" -> "it takes a whole number";
      case "boolean" -> "it takes true or false";
      default -> message;
    };
  }

  /** The names of all options that the runners and modules on the class path have. */
  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Class<?> options : PipelineOptionsFactory.getRegisteredOptions()) {
      for (Method method : options.getMethods()) {
        String name = method.getName();
        if (method.getParameterCount() == 0 && name.startsWith("get") && name.length() > 3) {
          names.add(Introspector.decapitalize(name.substring(3)));
        } else if (method.getParameterCount() == 0 && name.startsWith("is") && name.length() > 2) {
          names.add(Introspector.decapitalize(name.substring(2)));
        }
      }
    }
    return names;
  }
}
