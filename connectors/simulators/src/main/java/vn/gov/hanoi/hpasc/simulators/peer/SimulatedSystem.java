package vn.gov.hanoi.hpasc.simulators.peer;

/** An outside system that is only played, whatever it speaks. */
public interface SimulatedSystem extends AutoCloseable {

    Desk desk();

    /** What arrived. */
    default Intake intake() {
        return desk().intake();
    }

    /** How calls are treated. */
    default Script script() {
        return desk().script();
    }

    /** Cannot be reached from now on. */
    void goDown();

    /** Can be reached again, at the same address, with everything it had. */
    void comeBack();

    @Override
    void close();
}
