package vn.gov.hanoi.hpasc.simulators.peer;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A simulated system that is called over HTTP, and looked at and directed at the same address below {@code /_sim/}. */
public abstract class HttpSystem implements SimulatedSystem {

    private final Desk desk;
    private final ControlEndpoint control;
    private volatile @Nullable HttpPeer peer;

    protected HttpSystem(Clock clock) {
        this.desk = new Desk(clock);
        this.control = new ControlEndpoint(desk);
    }

    /**
     * Begins to listen; called once the system is whole, since calls may come at once.
     *
     * @param port 0 for a free one
     */
    protected final void listen(int port) {
        peer = HttpPeer.start(port, this::handle);
    }

    /** The same, but bodies are not read before {@link #serve} asks for them. */
    protected final void listenStreaming(int port) {
        peer = HttpPeer.startStreaming(port, this::handle);
    }

    /** Serves one call, other than those to look at the system and to direct it. */
    protected abstract void serve(HttpCall call) throws IOException, InterruptedException;

    /** Serves one call below {@code /_sim/}. */
    protected void control(HttpCall call) throws IOException, InterruptedException {
        control.handle(call);
    }

    public final HttpPeer peer() {
        return Objects.requireNonNull(peer, "listens not yet");
    }

    @Override
    public final Desk desk() {
        return desk;
    }

    @Override
    public final void goDown() {
        peer().goDown();
    }

    @Override
    public final void comeBack() {
        peer().comeBack();
    }

    @Override
    public void close() {
        peer().close();
    }

    private void handle(HttpCall call) throws IOException, InterruptedException {
        if (call.path().startsWith(ControlEndpoint.PREFIX)) {
            control(call);
        } else {
            serve(call);
        }
    }
}
