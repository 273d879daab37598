package vn.gov.hanoi.hpasc.simulators.work;

import vn.gov.hanoi.hpasc.simulators.peer.Received;

/** The short name of a message's type, as in {@code supplement-requested}. */
final class What {

    private static final String PREFIX = "vn.gov.hanoi.hpasc.dossier.";

    private What() {}

    static String of(Received received) {
        String type = received.type();
        return type.startsWith(PREFIX) ? type.substring(PREFIX.length(), type.lastIndexOf('.')) : type;
    }
}
