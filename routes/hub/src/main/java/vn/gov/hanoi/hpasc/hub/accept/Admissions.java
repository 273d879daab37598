package vn.gov.hanoi.hpasc.hub.accept;

import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/** The places in destinations' windows that one transaction got, to be given back when it fails. */
final class Admissions {

    private final Outbox outbox;
    private final List<String> admitted = new ArrayList<>();

    Admissions(Outbox outbox) {
        this.outbox = outbox;
    }

    boolean admit(String destination) {
        if (!outbox.admit(destination)) {
            return false;
        }
        admitted.add(destination);
        return true;
    }

    void giveBack() {
        admitted.forEach(outbox::giveBack);
        admitted.clear();
    }
}
