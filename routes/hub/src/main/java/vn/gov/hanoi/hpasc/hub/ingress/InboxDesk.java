package vn.gov.hanoi.hpasc.hub.ingress;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Where agencies without an address fetch their deliveries, over any protocol. */
@Component
public class InboxDesk {

    private static final int USUAL = 10;
    private static final int LONGEST_REFERENCE = 255;
    private static final int LONGEST_REASON = 2000;
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Inbox inbox;

    InboxDesk(Inbox inbox) {
        this.inbox = inbox;
    }

    /** @param limit as the caller wrote it; null for the usual number */
    public List<Inbox.Leased> lease(Agency caller, @Nullable String limit) {
        refuseWhoIsDeliveredTo(caller);
        int most = limit == null ? USUAL : number(limit);
        try {
            return inbox.lease(caller, most);
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    public void report(Agency caller, UUID deliveryId, Inbox.Report report) {
        refuseWhoIsDeliveredTo(caller);
        checkLength(report.reference(), LONGEST_REFERENCE, "/reference");
        checkLength(report.reason(), LONGEST_REASON, "/reason");
        if (!report.accepted() && report.reason() == null) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/reason", "is required when not accepted"));
        }
        try {
            Optional<Problem> problem = inbox.report(caller, deliveryId, report);
            problem.ifPresent(no -> {
                throw new Refusal(no);
            });
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    /** A UUID in the one shape; Java's own reader takes more. */
    public static UUID uuid(String text, String parameter) {
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETER, parameter);
        }
        return UUID.fromString(text);
    }

    /** The deliveries of an agency with an address are under way to it, and nobody else's to take. */
    private static void refuseWhoIsDeliveredTo(Agency caller) {
        if (caller.destination().transport() != Transport.PULL) {
            throw new Refusal(ErrorCode.NOT_YOURS);
        }
    }

    private static int number(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= Inbox.MOST) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw new Refusal(ErrorCode.INVALID_PARAMETER, "limit");
    }

    private static void checkLength(@Nullable String text, int most, String pointer) {
        if (text != null && (text.isEmpty() || text.codePointCount(0, text.length()) > most)) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, pointer, "has not 1 to " + most + " characters"));
        }
    }
}
