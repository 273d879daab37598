package vn.gov.hanoi.hpasc.hub.authority;

import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/**
 * An agency that looks at dossiers, with what the authority policy lets it see. What it may not see is to it as if it were
 * not there.
 */
public final class Viewer {

    private final Agency agency;
    private final AuthorityPolicy authority;

    Viewer(Agency agency, AuthorityPolicy authority) {
        this.agency = agency;
        this.authority = authority;
    }

    /** Whether it may look at the dossier. */
    public boolean mayRead(DossierParties dossier) {
        return authority.mayRead(agency, dossier);
    }

    /** Whether it may have the hub say a message of {@code type} about the dossier. */
    public boolean maySay(MessageType type, DossierParties dossier) {
        return authority.allows(agency, type, dossier);
    }

    /** Whether an alias of {@code system} is one of its own. */
    public boolean issuesAliasesOf(String system) {
        return authority.issuesAliasesOf(agency, system);
    }

    /** Whether it is the agency of {@code code}, which may be any of its codes. */
    public boolean is(AgencyCode code) {
        return agency.code().equals(code) || agency.otherCodes().contains(code);
    }
}
