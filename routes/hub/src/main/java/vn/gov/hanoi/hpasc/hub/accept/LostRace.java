package vn.gov.hanoi.hpasc.hub.accept;

import vn.gov.hanoi.hpasc.hub.commit.Collision;

/** Another transaction was faster with a dossier, a key or an alias. */
final class LostRace extends Collision {

    private static final long serialVersionUID = 1L;

    LostRace(String over) {
        super(over);
    }
}
