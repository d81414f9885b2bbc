package io.broadsheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A browser without a screen and one page in it, spoken to in the Chrome DevTools Protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
final class Chromium implements AutoCloseable {
  private static final int SECONDS = 180;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final String session;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private Chromium(String program) throws IOException {
    profile = Files.createTempDirectory("broadsheet-chromium");
    process =
        new ProcessBuilder(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                // More than 200 changes of the fragment in ten seconds would be ignored.
                "--disable-ipc-flooding-protection",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--lang=en-US",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(Redirect.DISCARD)
            .start();
    String address = null;
    BufferedReader err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    while (address == null) {
      String line = err.readLine();
      if (line == null) {
        throw new IOException(program + " ended at once");
      }
      if (line.startsWith("DevTools listening on ")) {
        address = line.substring("DevTools listening on ".length()).strip();
      }
    }
    Thread drain = new Thread(() -> err.lines().forEach(line -> {}), "chromium");
    drain.setDaemon(true);
    drain.start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
    String target =
        call(null, "Target.createTarget", JSON.createObjectNode().put("url", "about:blank"))
            .get("targetId")
            .asText();
    session =
        call(
                null,
                "Target.attachToTarget",
                JSON.createObjectNode().put("targetId", target).put("flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", JSON.createObjectNode());
    }
  }

  /** Starts the browser; nothing if the machine has none. */
  static Optional<Chromium> start() throws IOException {
    for (String program : List.of("chromium", "chromium-browser", "google-chrome")) {
      for (String folder : System.getenv("PATH").split(":", -1)) {
        Path file = Path.of(folder, program);
        if (Files.isExecutable(file)) {
          return Optional.of(new Chromium(file.toString()));
        }
      }
    }
    return Optional.empty();
  }

  /** What the page wrote to its console, errors and breaches of its policy included. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The addresses that anything was asked from. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Opens a report and waits until it is drawn. */
  void open(Path page, String fragment) {
    call("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
    complaints.clear();
    requests.clear();
    call("Page.navigate", JSON.createObjectNode().put("url", page.toUri() + fragment));
    await("document.documentElement?.dataset.ready");
  }

  /** Waits until an expression is true, also while the page is loaded anew. */
  void await(String condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!isTrueSoon(condition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never true: " + condition);
      }
    }
  }

  private boolean isTrueSoon(String condition) {
    try {
      return evaluate(
              "new Promise(done => { const end = Date.now() + 200; const look = () => { if ("
                  + condition
                  + ") done(true); else if (Date.now() > end) done(false); else setTimeout(look,"
                  + " 5); }; look(); })")
          .asBoolean();
    } catch (AssertionError e) {
      if (e.getMessage().contains("navigated")) {
        return false;
      }
      throw e;
    }
  }

  /** Sets the filters of an open report. */
  void filter(String fragment) {
    evaluate(
        "new Promise(done => { const to = "
            + quoted("#" + fragment)
            + "; if (location.hash === to) { done(); return; }"
            + " addEventListener('hashchange', () => setTimeout(done), { once: true });"
            + " location.hash = to; })");
  }

  /** How many milliseconds of processor time the page has taken so far. */
  double cpuMillis() {
    call("Performance.enable", JSON.createObjectNode().put("timeDomain", "threadTicks"));
    for (JsonNode metric : call("Performance.getMetrics", JSON.createObjectNode()).get("metrics")) {
      if (metric.get("name").asText().equals("TaskDuration")) {
        return metric.get("value").asDouble() * 1e3;
      }
    }
    throw new AssertionError("the browser does not say what a page takes");
  }

  /** The value of an expression; a promise is waited for. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("userGesture", true)
                .put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  String text(String expression) {
    return evaluate(expression).asText();
  }

  /** The size of the window in CSS pixels. */
  void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
  }

  /**
   * How the page is shown.
   *
   * @param media {@code screen} or {@code print}
   * @param scheme {@code light} or {@code dark}
   */
  void show(String media, String scheme) {
    ObjectNode parameters = JSON.createObjectNode().put("media", media);
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", scheme);
    call("Emulation.setEmulatedMedia", parameters);
  }

  /** The reader's language, from the next page on. */
  void speak(String language) {
    call(
        "Emulation.setUserAgentOverride",
        JSON.createObjectNode()
            .put("userAgent", text("navigator.userAgent"))
            .put("acceptLanguage", language));
  }

  /** Clicks where the middle of an element is. */
  void click(String selector) {
    JsonNode place =
        evaluate(
            "(() => { const node = document.querySelector("
                + quoted(selector)
                + "); node.scrollIntoView({ block: 'center' }); const box ="
                + " node.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height"
                + " / 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          JSON.createObjectNode()
              .put("type", type)
              .put("x", place.get(0).asDouble())
              .put("y", place.get(1).asDouble())
              .put("button", "left")
              .put("clickCount", 1));
    }
  }

  /** Presses a key such as {@code Tab}, {@code Enter} or {@code Escape}. */
  void press(String key) {
    int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowDown", 40).get(key);
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event =
          JSON.createObjectNode()
              .put("type", type)
              .put("key", key)
              .put("code", key)
              .put("windowsVirtualKeyCode", code);
      if (key.equals("Enter") && type.equals("keyDown")) {
        event.put("text", "\r");
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  void type(String text) {
    call("Input.insertText", JSON.createObjectNode().put("text", text));
  }

  /** Writes a picture of the whole page, or of what is in the window. */
  void screenshot(Path file, boolean whole) throws IOException {
    JsonNode answer =
        call(
            "Page.captureScreenshot",
            JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", whole));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private JsonNode call(String method, ObjectNode parameters) {
    return call(session, method, parameters);
  }

  private JsonNode call(String inSession, String method, ObjectNode parameters) {
    int number = numbers.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
    message.set("params", parameters);
    if (inSession != null) {
      message.put("sessionId", inSession);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(number, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode answered = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new AssertionError(method + ": " + answered.get("error"));
    }
    return answered.get("result");
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown" ->
          complaints.add(parameters.toString());
      case "Log.entryAdded" -> complaints.add(parameters.get("entry").toString());
      case "Network.requestWillBeSent" ->
          requests.add(parameters.get("request").get("url").asText());
      default -> {}
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      text.append(data);
      if (isLast) {
        String message = text.toString();
        text.setLength(0);
        try {
          receive(JSON.readTree(message));
        } catch (IOException e) {
          throw new IllegalStateException("the browser sends JSON", e);
        }
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    boolean isDeleted = false;
    while (!isDeleted) {
      try {
        Runs.delete(profile);
        isDeleted = true;
      } catch (IOException | UncheckedIOException e) {
        // Its helpers may live a moment longer than the browser, and write.
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }
}
