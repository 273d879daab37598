package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalCatalogue;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/** The portal as the hub sees it: deliveries, look-ups, catalogues. */
final class PortalSync implements NationalPortal, AutoCloseable {

    private final PortalClient client;
    private final PortalDossiers dossiers;
    private final PortalCatalogue catalogue;
    private final PortalProperties properties;

    PortalSync(PortalClient client, PortalDossiers dossiers, PortalCatalogue catalogue, PortalProperties properties) {
        this.client = client;
        this.dossiers = dossiers;
        this.catalogue = catalogue;
        this.properties = properties;
    }

    @Override
    public boolean configured() {
        return true;
    }

    /** What the hub tells a sender about its own message is nothing to the portal. */
    DeliveryOutcome deliver(Delivery delivery) throws DestinationUnavailable {
        return delivery.message().type().fromHubOnly()
                ? new DeliveryOutcome.Accepted(null)
                : synchronise(delivery.dossierCode(), delivery.exchangeId());
    }

    @Override
    public DeliveryOutcome synchronise(String code) throws DestinationUnavailable {
        return synchronise(code, null);
    }

    private DeliveryOutcome synchronise(String code, @Nullable UUID message) throws DestinationUnavailable {
        try (PortalDossiers.Turn turn = dossiers.take(code)) {
            return turn == null
                    ? new DeliveryOutcome.Rejected(ErrorCode.UNFIT_FOR_DESTINATION, "the dossier is not registered")
                    : new PortalTurn(client, this, properties, turn).run(message);
        } catch (PortalSilent silent) {
            return new DeliveryOutcome.Unknown(silent.code(), silent.reason());
        }
    }

    /** As the hub's copy of the catalogue has it; the portal is asked only for what was never seen. */
    @Nullable
    PortalProcedure known(ProcedureCode code) throws DestinationUnavailable, PortalSilent {
        Optional<PortalProcedure> kept = catalogue.procedure(code);
        if (kept.isPresent()) {
            return kept.get();
        }
        PortalProcedure fetched = procedure(code).orElse(null);
        if (fetched != null) {
            catalogue.keep(fetched);
        }
        return fetched;
    }

    @Override
    public Optional<PortalProcedure> procedure(ProcedureCode code) throws DestinationUnavailable, PortalSilent {
        String plain = code.procedure().value();
        JsonNode result = client.fetch(
                PortalService.PROCEDURE, PortalAnswer.JSON.createObjectNode().put("maTTHC", plain));
        if (result == null || result.isMissingNode() || result.isNull() || result.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PortalCatalogueMapper.procedure(plain, result));
    }

    @Override
    public List<PortalProcedure.Entry> procedures() throws DestinationUnavailable, PortalSilent {
        return list(PortalService.PROCEDURES, "MATTHC", "TENTTHC");
    }

    @Override
    public List<PortalProcedure.Entry> agencies() throws DestinationUnavailable, PortalSilent {
        return list(PortalService.AGENCIES, "MADONVI", "TENDONVI");
    }

    @Override
    public List<PortalProcedure.Entry> sectors() throws DestinationUnavailable, PortalSilent {
        return list(PortalService.SECTORS, "MALINHVUC", "TENLINHVUC");
    }

    private List<PortalProcedure.Entry> list(PortalService service, String code, String name)
            throws DestinationUnavailable, PortalSilent {
        JsonNode result = client.fetch(service, PortalAnswer.JSON.createObjectNode());
        if (result == null || !result.isArray()) {
            throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, service.wire() + " gave no list");
        }
        return PortalCatalogueMapper.entries(result, code, name);
    }

    @Override
    public Optional<Presence> lookUp(String code) throws DestinationUnavailable, PortalSilent {
        JsonNode result = client.fetch(
                PortalService.LOOK_UP, PortalAnswer.JSON.createObjectNode().put("mahoso", code));
        if (result == null || !result.isArray() || result.isEmpty()) {
            return Optional.empty();
        }
        JsonNode status = result.path(0).path("TrangThaiHoSo");
        return Optional.of(new Presence(status.isValueNode() && !status.isNull() ? status.asText() : null));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
