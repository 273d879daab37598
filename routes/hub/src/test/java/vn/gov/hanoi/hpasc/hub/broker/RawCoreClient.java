package vn.gov.hanoi.hpasc.hub.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateSessionMessage_V2;
import org.apache.activemq.artemis.utils.VersionLoader;

/** A CORE client that sends what no library would: single packets, byte by byte. */
final class RawCoreClient implements AutoCloseable {

    static final long SESSION = 10;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawCoreClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write("ARTEMIS".getBytes(StandardCharsets.US_ASCII));
    }

    /** Opens session 10 as {@code user}, and waits until the broker has said yes. */
    RawCoreClient login(BrokerUsers.Credentials user) throws IOException {
        int version = VersionLoader.getVersion().getIncrementingVersion();
        CreateSessionMessage_V2 login = new CreateSessionMessage_V2(
                "raw-" + System.nanoTime(),
                SESSION,
                version,
                user.user(),
                user.password(),
                100_000,
                false,
                true,
                true,
                false,
                -1,
                null,
                null);
        ActiveMQBuffer buffer = ActiveMQBuffers.dynamicBuffer(512);
        login.encodeRest(buffer);
        byte[] body = new byte[buffer.readableBytes()];
        buffer.readBytes(body);
        send(PacketImpl.CREATESESSION_V2, 1, body);
        byte answer = receive();
        if (answer != PacketImpl.CREATESESSION_RESP) {
            throw new IOException("no session, but " + answer);
        }
        return this;
    }

    void send(byte type, long channel, byte... body) throws IOException {
        sendHeader(Byte.BYTES + Long.BYTES + body.length, type, channel);
        out.write(body);
        out.flush();
    }

    void sendHeader(int length, byte type, long channel) throws IOException {
        out.writeInt(length);
        out.writeByte(type);
        out.writeLong(channel);
        out.flush();
    }

    void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The type of the next packet that comes. */
    byte receive() throws IOException {
        int length = in.readInt();
        byte type = in.readByte();
        in.skipNBytes(length - Byte.BYTES);
        return type;
    }

    /** Whether the broker has closed the connection, which is waited for. */
    boolean isClosed() throws IOException {
        try {
            while (true) {
                receive();
            }
        } catch (EOFException | SocketException closed) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
