package io.windfarm.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For processes that must be told their port before they start. */
public final class FreePort {
  private FreePort() {}

  /** A port of the loopback interface that nobody listens on now. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
