package vn.gov.hanoi.hpasc.simulators.peer;

import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a simulated system decides about each call: asks the script, takes the message, sets off the work it causes. */
public final class Desk {

    private final Intake intake;
    private final Script script = new Script();
    private volatile Consumer<Received> work = received -> {};

    public Desk(Clock clock) {
        this.intake = new Intake(clock);
    }

    public Intake intake() {
        return intake;
    }

    public Script script() {
        return script;
    }

    /** What the system does about each message that takes effect, once; must return at once. */
    public void onTaken(Consumer<Received> work) {
        this.work = work;
    }

    /** Decides about one call; when the decision takes the message, it has taken effect on return. */
    public Decision decide(Arrival arrival) {
        intake.called(arrival.key());
        Behaviour behaviour = script.decide(arrival.dossier());
        if (!behaviour.takes()) {
            return new Decision(behaviour, null);
        }
        Intake.Taken taken = intake.take(arrival);
        if (taken.first()) {
            work.accept(taken.received());
        }
        Behaviour seen = behaviour instanceof Behaviour.TakeThen then ? then.then() : behaviour;
        return new Decision(seen, taken.received().reference());
    }

    /**
     * What the caller gets to see.
     *
     * @param behaviour never {@link Behaviour.TakeThen}
     * @param reference the system's own reference; null when it took nothing
     */
    public record Decision(Behaviour behaviour, @Nullable String reference) {}
}
