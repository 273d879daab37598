package vn.gov.hanoi.hpasc.hub.ingress;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.authority.DossierParties;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries;

/** Knows one dossier with one message, in which HPASC core and the land office take part. */
public final class FakeQueries implements DossierQueries {

    public static final UUID EXCHANGE = UUID.fromString("0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b");
    public static final String ALIAS = "SBN/25-004512";

    private static final Instant THEN = Instant.parse("2026-11-23T02:12:31.482913Z");
    private static final DossierParties PARTIES = new DossierParties(
            Samples.DOSSIER,
            Set.of("land-registry"),
            new AgencyCode(IngressStack.CORE),
            new AgencyCode("H26.103.25.7"),
            new AgencyCode(IngressStack.LAND),
            Set.of(),
            new ProcedureCode("1.012753"));

    private boolean away;

    public void away(boolean now) {
        away = now;
    }

    private void ask() {
        if (away) {
            throw new StoreUnavailable(new SQLException("away"));
        }
    }

    @Override
    public Optional<ExchangeView> exchange(UUID exchangeId, Viewer viewer) {
        ask();
        return exchangeId.equals(EXCHANGE) && viewer.mayRead(PARTIES) ? Optional.of(exchange()) : Optional.empty();
    }

    @Override
    public Optional<DossierView> dossier(String codeOrAlias, Viewer viewer) {
        ask();
        return (codeOrAlias.equals(Samples.DOSSIER) || codeOrAlias.equals(ALIAS)) && viewer.mayRead(PARTIES)
                ? Optional.of(dossier())
                : Optional.empty();
    }

    @Override
    public boolean maySay(String codeOrAlias, MessageType type, Viewer viewer) {
        return true;
    }

    @Override
    public Optional<TimelineView> timeline(String codeOrAlias, Viewer viewer) {
        return dossier(codeOrAlias, viewer).map(dossier -> new TimelineView(dossier, List.of(exchange())));
    }

    private static ExchangeView exchange() {
        DeliveryView delivery = new DeliveryView(
                UUID.fromString("0199a1b2-7c3e-7000-8a5b-6c7d8e9f0a1c"),
                "land-office",
                1,
                "ready",
                3,
                "HUB-610",
                "The destination cannot be connected to <&\u0001>",
                null,
                THEN.plusSeconds(14),
                null);
        return new ExchangeView(
                EXCHANGE,
                "/agencies/H26.01",
                "m-1",
                "vn.gov.hanoi.hpasc.dossier.submitted.v1",
                Samples.DOSSIER,
                THEN,
                THEN,
                "sha256-v1:" + "0".repeat(64),
                "moving",
                "gap",
                null,
                null,
                null,
                List.of(delivery));
    }

    private static DossierView dossier() {
        return new DossierView(
                Samples.DOSSIER,
                List.of(new AliasView("land-registry", ALIAS)),
                4,
                "Đang xử lý",
                "in process",
                "1.012753",
                "Đăng ký đất đai",
                "H26.13",
                "H26.103.25.7",
                null,
                THEN,
                null,
                false,
                "H26.13",
                THEN,
                1,
                List.of(new LineView("land-office", 1, 0, "moving", "waits")),
                null,
                null);
    }
}
