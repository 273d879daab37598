package vn.gov.hanoi.hpasc.simulators.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** One agency's way of sending to the hub. */
public interface HubLine extends AutoCloseable {

    /**
     * Sends a structured CloudEvent once; returns when the hub gave its receipt.
     *
     * @throws IOException when there is no receipt: the same event is to be sent again
     * @throws HubRefused when the same event would be refused again
     */
    void send(ObjectNode event) throws IOException, HubRefused, InterruptedException;

    @Override
    default void close() {}
}
