package vn.gov.hanoi.hpasc.hub.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection from outside of Tomcat. Tomcat reuses the buffers of a connection that it closed, so that nobody else may
 * close one that is at work; shutting down the socket wakes whoever waits on it with the end of the stream, and Tomcat closes
 * it by its usual way.
 */
interface Wire {

    /** What waits to read finds the end of the stream. */
    void endInput();

    /** What waits to write fails, and what was not sent yet is dropped. */
    void abort();

    /** Says 408 to a client that has not finished its headers. Only while nobody else uses the connection. */
    void sayTimeout();

    /** The wire of a socket that Tomcat accepted. */
    record Channel(SocketChannel socket, boolean plain) implements Wire {

        private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
        private static final byte[] TIMEOUT =
                "HTTP/1.1 408 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        @Override
        public void endInput() {
            try {
                socket.shutdownInput();
            } catch (IOException closed) {
                LOG.atTrace().setCause(closed).log("http.closed-already");
            }
        }

        @Override
        public void abort() {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.shutdownInput();
                socket.shutdownOutput();
            } catch (IOException closed) {
                LOG.atTrace().setCause(closed).log("http.closed-already");
            }
        }

        @Override
        public void sayTimeout() {
            if (!plain) {
                return;
            }
            try {
                int said = socket.write(ByteBuffer.wrap(TIMEOUT));
                LOG.atTrace().addKeyValue("bytes", said).log("http.timeout-said");
            } catch (IOException closed) {
                LOG.atTrace().setCause(closed).log("http.closed-already");
            }
        }
    }
}
