package io.broadsheet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of S3 as reading takes, for one bucket, on loopback: a list of objects in pages of two,
 * an object's size, and a range of its bytes.
 */
final class BucketServer implements AutoCloseable {
  private static final int PAGE = 2;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final String CHANGED = "2025-07-10T06:00:00.000Z";

  /** The objects by their keys. */
  final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

  private final HttpServer server;

  private BucketServer(HttpServer server) {
    this.server = server;
  }

  /** Starts a server; whatever the bucket is called, it is this one. */
  static BucketServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BucketServer bucket = new BucketServer(server);
    server.createContext("/", bucket::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return bucket;
  }

  /** Where it answers. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      // The first part of the path is the bucket.
      String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
      if (path.length < 2 || path[1].isEmpty()) {
        send(exchange, 200, list(parameters(exchange.getRequestURI())));
        return;
      }
      byte[] object = objects.get(path[1]);
      if (object == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("Last-Modified", "Thu, 10 Jul 2025 06:00:00 GMT");
      exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(object) + "\"");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      Matcher bounds = RANGE.matcher(range == null ? "" : range);
      if (bounds.matches()) {
        int from = Integer.parseInt(bounds.group(1));
        String last = bounds.group(2);
        int to =
            last.isEmpty()
                ? object.length
                : Math.min(object.length, (int) (Long.parseLong(last) + 1));
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
        send(exchange, 206, Arrays.copyOfRange(object, from, to));
      } else {
        send(exchange, 200, object);
      }
    }
  }

  private byte[] list(Map<String, String> parameters) {
    List<String> keys =
        objects.tailMap(parameters.getOrDefault("continuation-token", ""), true).keySet().stream()
            .filter(key -> key.startsWith(parameters.getOrDefault("prefix", "")))
            .toList();
    boolean hasMore = keys.size() > PAGE;
    String contents =
        keys.stream()
            .limit(PAGE)
            .map(
                key ->
                    "<Contents><Key>"
                        + key
                        + "</Key><LastModified>"
                        + CHANGED
                        + "</LastModified><Size>"
                        + objects.get(key).length
                        + "</Size></Contents>")
            .collect(Collectors.joining());
    return ("<ListBucketResult><IsTruncated>"
            + hasMore
            + "</IsTruncated>"
            + (hasMore
                ? "<NextContinuationToken>" + keys.get(PAGE) + "</NextContinuationToken>"
                : "")
            + contents
            + "</ListBucketResult>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : String.valueOf(uri.getRawQuery()).split("&", -1)) {
      String[] pair = parameter.split("=", 2);
      parameters.put(
          pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
