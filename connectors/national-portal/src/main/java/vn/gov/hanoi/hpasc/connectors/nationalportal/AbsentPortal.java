package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.util.List;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/** Stands where no portal is configured. */
final class AbsentPortal implements NationalPortal {

    @Override
    public boolean configured() {
        return false;
    }

    @Override
    public List<PortalProcedure.Entry> procedures() throws DestinationUnavailable {
        throw none();
    }

    @Override
    public Optional<PortalProcedure> procedure(ProcedureCode code) throws DestinationUnavailable {
        throw none();
    }

    @Override
    public List<PortalProcedure.Entry> agencies() throws DestinationUnavailable {
        throw none();
    }

    @Override
    public List<PortalProcedure.Entry> sectors() throws DestinationUnavailable {
        throw none();
    }

    @Override
    public Optional<Presence> lookUp(String code) throws DestinationUnavailable {
        throw none();
    }

    @Override
    public DeliveryOutcome synchronise(String code) throws DestinationUnavailable {
        throw none();
    }

    private static DestinationUnavailable none() {
        return new DestinationUnavailable(
                ErrorCode.CONNECTION_REFUSED, "agencies.yaml has no destination over PORTAL", null, null);
    }
}
