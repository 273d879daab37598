package vn.gov.hanoi.hpasc.hub.authority;

import java.util.Arrays;
import java.util.Optional;

/** A relation of an agency to a dossier, with the name that {@code authority.yaml} uses for it. */
public enum Relation {
    /** Issues the dossier's code: it stands under a code prefix or in an alias system of the agency's descriptor. */
    ISSUER("issuer"),
    /** Its {@code submitted} registered the dossier. */
    REGISTRANT("registrant"),
    /** Is the receiving branch, or the agency through which that branch is reached. */
    RECEIVING("receiving"),
    /** Is the handling agency, acts for it by its descriptor, or is the agency through which it is reached. */
    HANDLING("handling"),
    /** Stands above the handling agency: may look, and send nothing. */
    SUPERIOR("superior"),
    /** Takes part: named by the handling agency, or by routing for the procedure or sector. */
    PARTICIPANT("participant"),
    /** Holds the role {@code hpascCore} of routing. */
    HPASC_CORE("hpascCore"),
    /** Holds the role {@code nationalPortal} of routing. */
    NATIONAL_PORTAL("nationalPortal"),
    /** Holds the role {@code landRegistry} of routing; only for dossiers of the sectors in which routing names that role. */
    LAND_REGISTRY("landRegistry"),
    /** Holds the role {@code taxOffice} of routing. */
    TAX_OFFICE("taxOffice"),
    /** Is the hub itself, in whose books payments are made. */
    HUB("hub");

    private final String written;

    Relation(String written) {
        this.written = written;
    }

    /** As {@code authority.yaml} writes it. */
    public String written() {
        return written;
    }

    static Optional<Relation> of(String written) {
        return Arrays.stream(values())
                .filter(relation -> relation.written.equals(written))
                .findFirst();
    }
}
