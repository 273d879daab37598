package vn.gov.hanoi.hpasc.connectors.spi.portal;

import java.util.Optional;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/** The hub's copy of the national catalogue. */
public interface PortalCatalogue {

    /** The procedure as the catalogue had it last; empty when it was never seen. */
    Optional<PortalProcedure> procedure(ProcedureCode code);

    /** Keeps what the portal said just now. */
    void keep(PortalProcedure procedure);
}
