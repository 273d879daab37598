package vn.gov.hanoi.hpasc.hub.ingress.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what an address answered, by status: {@code hub_http_answers_total}. How long it took is told by the route. */
final class Answers {

    private final MeterRegistry meters;
    private final String address;
    private final Map<Integer, Counter> byStatus = new ConcurrentHashMap<>();

    /** @param address as the route declares it, with its variables by name */
    Answers(MeterRegistry meters, String address) {
        this.meters = meters;
        this.address = address;
    }

    void count(int status) {
        byStatus.computeIfAbsent(status, this::counter).increment();
    }

    private Counter counter(int status) {
        return Counter.builder("hub.http.answers")
                .description("answers to requests, by address and status")
                .tag("address", address)
                .tag("status", Integer.toString(status))
                .register(meters);
    }
}
