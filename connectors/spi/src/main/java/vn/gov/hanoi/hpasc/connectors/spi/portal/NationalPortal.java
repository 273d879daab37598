package vn.gov.hanoi.hpasc.connectors.spi.portal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/** What the hub asks of the portal besides deliveries. */
public interface NationalPortal {

    /** Whether there is a portal at all; without one everything else fails. */
    boolean configured();

    /** All procedures of the catalogue: codes and names. */
    List<PortalProcedure.Entry> procedures() throws DestinationUnavailable, PortalSilent;

    /** One procedure; empty when the portal does not know it. */
    Optional<PortalProcedure> procedure(ProcedureCode code) throws DestinationUnavailable, PortalSilent;

    List<PortalProcedure.Entry> agencies() throws DestinationUnavailable, PortalSilent;

    List<PortalProcedure.Entry> sectors() throws DestinationUnavailable, PortalSilent;

    /** Whether the portal has a dossier; empty when it has not. */
    Optional<Presence> lookUp(String code) throws DestinationUnavailable, PortalSilent;

    /** Tells the portal everything about a dossier that it has not confirmed, as a delivery would. */
    DeliveryOutcome synchronise(String code) throws DestinationUnavailable;

    /**
     * The portal has it.
     *
     * @param status the status it shows, as it writes it; null when it does not say
     */
    record Presence(@Nullable String status) {}
}
