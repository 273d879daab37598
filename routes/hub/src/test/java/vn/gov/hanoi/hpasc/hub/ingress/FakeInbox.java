package vn.gov.hanoi.hpasc.hub.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** Holds one delivery for the Department of Finance, and remembers what is reported. */
public final class FakeInbox implements Inbox {

    private final Delivery delivery = DeliveryBuilder.aDelivery().build();
    private final List<Report> reports = new ArrayList<>();

    public synchronized void reset() {
        reports.clear();
    }

    public Delivery delivery() {
        return delivery;
    }

    public synchronized List<Report> reports() {
        return List.copyOf(reports);
    }

    @Override
    public List<Leased> lease(Agency agency, int limit) {
        return List.of(new Leased(delivery, IngressStack.NOW.plus(LEASE)));
    }

    @Override
    public synchronized Optional<Problem> report(Agency agency, UUID deliveryId, Report report) {
        if (!deliveryId.equals(delivery.deliveryId())) {
            return Optional.of(Problem.of(ErrorCode.NOT_FOUND));
        }
        if (reports.stream().anyMatch(earlier -> earlier.accepted() != report.accepted())) {
            return Optional.of(Problem.of(ErrorCode.OUTCOME_CONFLICT));
        }
        reports.add(report);
        return Optional.empty();
    }
}
