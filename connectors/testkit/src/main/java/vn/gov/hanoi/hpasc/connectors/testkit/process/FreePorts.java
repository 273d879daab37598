package vn.gov.hanoi.hpasc.connectors.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that must keep their address over a restart and so cannot use port 0.
 *
 * <p>They are below the ports that Linux gives to outgoing connections (32768 and up), so that none of those takes one while
 * its process is down, and each JVM counts from a place of its own, so that tests which run beside each other don't meet.
 */
public final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int COUNT = 20_000;
    /** A prime, so that JVMs with neighbouring process numbers begin far from each other. */
    private static final int STRIDE = 4_999;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % COUNT));

    private FreePorts() {}

    /** A port of the loopback address that is free now, and that this JVM has not given out before. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
