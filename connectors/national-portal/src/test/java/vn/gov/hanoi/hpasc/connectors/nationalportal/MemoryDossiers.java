package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalCatalogue;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Confirmed;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Step;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Submitted;

/** The hub's side of the port, in memory: what PostgreSQL keeps in the hub. */
final class MemoryDossiers implements PortalDossiers, PortalCatalogue {

    private final Map<String, Entry> dossiers = new ConcurrentHashMap<>();
    private final Map<String, PortalProcedure> catalogue = new ConcurrentHashMap<>();
    private final boolean oneAtATime;

    /** @param oneAtATime false plays two nodes that do not see each other's turns */
    MemoryDossiers(boolean oneAtATime) {
        this.oneAtATime = oneAtATime;
    }

    static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        final List<Step> steps = new ArrayList<>();
        final Set<UUID> progress = new LinkedHashSet<>();
        final List<String> failures = new ArrayList<>();

        @Nullable
        Submitted submitted;

        boolean inserted;
        boolean bornAtPortal;

        @Nullable
        String record;

        @Nullable
        DossierStatus real;

        @Nullable
        DossierStatus shown;

        Map<String, URI> links = Map.of();
    }

    Entry of(String code) {
        return dossiers.computeIfAbsent(code, none -> new Entry());
    }

    void submitted(String code, Submitted submitted) {
        of(code).submitted = submitted;
    }

    /** A message came; gives its exchange id. */
    UUID happened(DossierMessage message, DossierStatus after, boolean late) {
        UUID exchangeId = UUID.randomUUID();
        of(message.subject())
                .steps
                .add(new Step(exchangeId, message, "Sở Nông nghiệp và Môi trường thành phố Hà Nội", after, late));
        return exchangeId;
    }

    @Override
    public @Nullable Turn take(String code) {
        Entry entry = dossiers.get(code);
        if (entry == null) {
            return null;
        }
        if (oneAtATime) {
            entry.lock.lock();
        }
        PortalDossier dossier = new PortalDossier(
                code,
                entry.bornAtPortal,
                entry.submitted,
                "Sở Nông nghiệp và Môi trường thành phố Hà Nội",
                entry.steps,
                entry.links,
                new Confirmed(entry.inserted, entry.record, List.copyOf(entry.progress)));
        return new MemoryTurn(entry, dossier);
    }

    @Override
    public Optional<PortalProcedure> procedure(ProcedureCode code) {
        return Optional.ofNullable(catalogue.get(code.procedure().value()));
    }

    @Override
    public void keep(PortalProcedure procedure) {
        catalogue.put(procedure.code(), procedure);
    }

    private final class MemoryTurn implements Turn {

        private final Entry entry;
        private final PortalDossier dossier;

        MemoryTurn(Entry entry, PortalDossier dossier) {
            this.entry = entry;
            this.dossier = dossier;
        }

        @Override
        public PortalDossier dossier() {
            return dossier;
        }

        @Override
        public void recordConfirmed(String fingerprint, DossierStatus status, DossierStatus shown) {
            entry.inserted = true;
            entry.record = fingerprint;
            entry.real = status;
            entry.shown = shown;
        }

        @Override
        public void recordMissing() {
            entry.inserted = false;
            entry.record = null;
            entry.progress.clear();
        }

        @Override
        public void recordFailed(ErrorCode code, String reason) {
            entry.failures.add(code + ": " + reason);
        }

        @Override
        public void progressConfirmed(List<Told> rows) {
            rows.forEach(row -> entry.progress.add(row.exchangeId()));
        }

        @Override
        public void progressFailed(Told row, ErrorCode code, String reason) {
            entry.failures.add(code + ": " + reason);
        }

        @Override
        public void close() {
            if (oneAtATime) {
                entry.lock.unlock();
            }
        }
    }
}
