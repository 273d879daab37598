package vn.gov.hanoi.hpasc.connectors.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for processes that must keep their address over a restart and so cannot use port 0. */
public final class FreePorts {

    private FreePorts() {}

    /** A port of the loopback address that is free now. */
    public static int next() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
