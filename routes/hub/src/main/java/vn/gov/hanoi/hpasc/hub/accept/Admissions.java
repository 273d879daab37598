package vn.gov.hanoi.hpasc.hub.accept;

import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/** The places in destinations' windows that one transaction got, to be given back when it fails. */
final class Admissions {

    private final Outbox outbox;
    private final List<Place> admitted = new ArrayList<>();

    private record Place(String destination, String sender) {}

    Admissions(Outbox outbox) {
        this.outbox = outbox;
    }

    boolean admit(String destination, String sender) {
        if (!outbox.admit(destination, sender)) {
            return false;
        }
        admitted.add(new Place(destination, sender));
        return true;
    }

    void giveBack() {
        admitted.forEach(place -> outbox.giveBack(place.destination(), place.sender()));
        admitted.clear();
    }
}
