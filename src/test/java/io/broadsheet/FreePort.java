package io.broadsheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are stopped and started again. They are not among those that systems give
 * to outgoing connections: whoever tries again and again to connect to such a port, while nobody
 * listens, connects to itself in the end, and the port is taken.
 */
final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;

  private FreePort() {}

  /** A port on loopback that nobody listens at. */
  static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Taken; the next one may be free.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
