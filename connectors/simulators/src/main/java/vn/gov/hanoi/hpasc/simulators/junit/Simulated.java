package vn.gov.hanoi.hpasc.simulators.junit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/**
 * A simulated system for each test: {@code @RegisterExtension Simulated<RestDepartment> department = Simulated.by(() ->
 * RestDepartment.start(0));}
 */
public final class Simulated<S extends SimulatedSystem> implements BeforeEachCallback, AfterEachCallback {

    private final Supplier<S> start;
    private @Nullable S system;

    private Simulated(Supplier<S> start) {
        this.start = start;
    }

    public static <S extends SimulatedSystem> Simulated<S> by(Supplier<S> start) {
        return new Simulated<>(start);
    }

    /** The system of the running test. */
    public S system() {
        S running = system;
        if (running == null) {
            throw new IllegalStateException("no test is running");
        }
        return running;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        system = start.get();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        system().close();
        system = null;
    }
}
