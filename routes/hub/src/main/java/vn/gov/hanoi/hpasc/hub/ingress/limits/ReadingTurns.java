package vn.gov.hanoi.hpasc.hub.ingress.limits;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Gives agencies fair turns at reading from PostgreSQL, so that no flood of reads takes all its connections. */
@Component
public class ReadingTurns {

    private final FairGate gate;

    ReadingTurns(ReadingProperties properties, MeterRegistry meters) {
        this.gate = new FairGate(properties.concurrency(), properties.patience());
        meters.gauge("hub.reading.waiting", gate, FairGate::waiting);
    }

    /**
     * What {@code read} gives, when it is the turn of {@code agency}.
     *
     * @throws Refusal when its turn does not come in time
     */
    public <T> T of(Agency agency, Supplier<T> read) {
        if (!gate.enter(agency.code())) {
            throw new Refusal(ErrorCode.OVERLOADED);
        }
        try {
            return read.get();
        } finally {
            gate.leave(agency.code());
        }
    }
}
