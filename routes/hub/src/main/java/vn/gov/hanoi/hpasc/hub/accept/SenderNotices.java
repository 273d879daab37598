package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.accept.Notices.Place;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/** Tells senders, inside the transaction that parks or refuses a delivery, what became of their message. */
public final class SenderNotices {

    private final Notices notices;
    private final AcceptTransaction transaction;
    private final Outbox outbox;

    SenderNotices(Notices notices, AcceptTransaction transaction, Outbox outbox) {
        this.notices = notices;
        this.transaction = transaction;
        this.outbox = outbox;
    }

    /** Says that {@code delivery} is parked; gives what is to be dispatched after the commit. */
    public List<Dispatch> parked(Connection connection, Delivery delivery, ErrorCode code, String reason)
            throws SQLException, Collision {
        Place place =
                new Place(delivery.destination().name(), "parked:" + delivery.deliveryId() + ":" + delivery.attempt());
        return accept(
                connection,
                notices.parked(
                        delivery.message(),
                        delivery.exchangeId(),
                        delivery.dossierCode(),
                        place,
                        code.wire(),
                        code.message(Locale.ENGLISH, reason)));
    }

    /** Says that {@code delivery} is refused for good; gives what is to be dispatched after the commit. */
    public List<Dispatch> refused(Connection connection, Delivery delivery, ErrorCode code, String reason)
            throws SQLException, Collision {
        Place place = new Place(delivery.destination().name(), "refused:" + delivery.deliveryId());
        return accept(
                connection,
                notices.refused(
                        delivery.message(),
                        delivery.exchangeId(),
                        delivery.dossierCode(),
                        place,
                        code.wire(),
                        code.message(Locale.ENGLISH, reason)));
    }

    private List<Dispatch> accept(Connection connection, @Nullable Entry notice) throws SQLException, Collision {
        if (notice == null) {
            return List.of();
        }
        Admissions admissions = new Admissions(outbox);
        boolean written = false;
        try {
            List<Dispatch> dispatches = transaction
                    .accept(connection, List.of(notice), Set.of(), admissions)
                    .dispatches();
            written = true;
            return dispatches;
        } finally {
            if (!written) {
                admissions.giveBack();
            }
        }
    }
}
