package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import java.time.LocalDate;
import java.time.ZoneId;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;

/**
 * One file under way.
 *
 * @param importId under which its lines are kept
 * @param contract whose it is
 * @param day that it settles, in Hanoi
 */
record Settlement(long importId, Contract contract, LocalDate day) {

    static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    String gateway() {
        return contract.gateway().name();
    }

    String merchant() {
        return contract.name();
    }
}
