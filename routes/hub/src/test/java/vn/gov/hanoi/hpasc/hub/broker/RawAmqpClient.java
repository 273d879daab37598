package vn.gov.hanoi.hpasc.hub.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** An AMQP client that attaches links and sends transfers as a JMS client never would. */
public final class RawAmqpClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 20;

    private final Socket socket;
    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private final Sasl sasl;
    private boolean ended;
    private int links;
    private long tags;

    RawAmqpClient(int port, String mechanism, String user, String password, int maxFrame) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(POLL_MILLIS);
        socket.setTcpNoDelay(true);
        transport.setMaxFrameSize(maxFrame);
        transport.setOutboundFrameSizeLimit(maxFrame);
        sasl = transport.sasl();
        sasl.client();
        if ("PLAIN".equals(mechanism)) {
            sasl.plain(user, password);
        } else {
            sasl.setMechanisms(mechanism);
        }
        transport.bind(connection);
        connection.setContainer("raw-" + System.nanoTime());
        connection.setHostname("127.0.0.1");
        connection.open();
    }

    public static RawAmqpClient login(int port, BrokerUsers.Credentials user) throws IOException {
        return login(port, user, 65_536);
    }

    static RawAmqpClient login(int port, BrokerUsers.Credentials user, int maxFrame) throws IOException {
        RawAmqpClient client = new RawAmqpClient(port, "PLAIN", user.user(), user.password(), maxFrame);
        client.await(() -> client.connection.getRemoteState() == EndpointState.ACTIVE);
        return client;
    }

    /** Whether the broker let this client in, which is waited for. */
    boolean isAccepted() throws IOException {
        await(() -> ended || connection.getRemoteState() != EndpointState.UNINITIALIZED);
        for (int i = 0; i < 5 && !ended && connection.getRemoteState() == EndpointState.ACTIVE; i++) {
            exchange();
        }
        return !ended
                && sasl.getOutcome() == Sasl.SaslOutcome.PN_SASL_OK
                && connection.getRemoteState() == EndpointState.ACTIVE
                && connection.getRemoteCondition().getCondition() == null
                && (connection.getRemoteProperties() == null
                        || !connection
                                .getRemoteProperties()
                                .containsKey(Symbol.valueOf("amqp:connection-establishment-failed")));
    }

    public Session session() throws IOException {
        Session session = connection.session();
        session.open();
        await(() -> ended || session.getRemoteState() != EndpointState.UNINITIALIZED);
        return session;
    }

    /** A link on which this client sends to {@code address}. */
    public Sender sender(Session session, String address, Symbol... desired) throws IOException {
        Sender sender = session.sender("sender-" + links++);
        Target target = new Target();
        target.setAddress(address);
        sender.setTarget(target);
        sender.setSource(new Source());
        attach(sender, desired);
        return sender;
    }

    /** Sends one encoded message; the broker's answer to it, which is waited for. */
    public DeliveryState deliver(Sender sender, byte[] encoded) throws IOException {
        await(() -> ended || sender.getCredit() > 0);
        Delivery delivery =
                sender.delivery(ByteBuffer.allocate(Long.BYTES).putLong(tags++).array());
        sender.send(encoded, 0, encoded.length);
        sender.advance();
        await(() -> ended || delivery.getRemoteState() != null || sender.getRemoteState() == EndpointState.CLOSED);
        return delivery.getRemoteState();
    }

    /** A link on which this client receives from {@code address}. */
    public Receiver receiver(Session session, String address, Symbol... desired) throws IOException {
        Receiver receiver = session.receiver("receiver-" + links++);
        Source source = new Source();
        source.setAddress(address);
        receiver.setSource(source);
        receiver.setTarget(new Target());
        attach(receiver, desired);
        return receiver;
    }

    void attach(Link link, Symbol... desired) throws IOException {
        link.setDesiredCapabilities(desired);
        link.open();
        await(() -> ended || link.getRemoteState() != EndpointState.UNINITIALIZED);
        exchange();
    }

    /** The broker's reason for closing {@code link}, which is waited for. */
    String refusal(Link link) throws IOException {
        await(() -> ended || link.getRemoteState() == EndpointState.CLOSED);
        return link.getRemoteCondition() == null || link.getRemoteCondition().getCondition() == null
                ? "connection closed"
                : link.getRemoteCondition().getCondition().toString();
    }

    boolean isEnded() {
        return ended;
    }

    void await(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (ended && !condition.getAsBoolean()) {
                throw new SocketException("the broker closed the connection");
            }
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException("the broker did not answer");
            }
            exchange();
        }
    }

    /** Writes what there is to write, and reads what has come. */
    void exchange() throws IOException {
        try {
            write();
            read();
        } catch (SocketException closed) {
            ended = true;
        }
    }

    void write() throws IOException {
        int pending = transport.pending();
        while (pending > 0) {
            ByteBuffer head = transport.head();
            byte[] bytes = new byte[head.remaining()];
            head.get(bytes);
            socket.getOutputStream().write(bytes);
            transport.pop(bytes.length);
            pending = transport.pending();
        }
    }

    private void read() throws IOException {
        byte[] bytes = new byte[Math.max(0, Math.min(16_384, transport.capacity()))];
        if (bytes.length == 0) {
            ended = transport.capacity() < 0;
            return;
        }
        try {
            int read = socket.getInputStream().read(bytes);
            if (read < 0) {
                ended = true;
                return;
            }
            transport.tail().put(bytes, 0, read);
            transport.process();
        } catch (SocketTimeoutException nothing) {
            // Nothing has come.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
