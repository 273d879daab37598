package vn.gov.hanoi.hpasc.connectors.spi.portal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;

/**
 * A dossier as the hub knows it, for the portal.
 *
 * @param code by which the portal knows it
 * @param bornAtPortal whether it came from there
 * @param submitted what was asked for; null when nobody registered it
 * @param handlingAgency name of the agency that decides; null while nobody does
 * @param steps what happened since, in the order of acceptance
 * @param links where the portal may fetch files, by their SHA-256
 * @param atPortal what the portal has confirmed
 */
public record PortalDossier(
        String code,
        boolean bornAtPortal,
        @Nullable Submitted submitted,
        @Nullable String handlingAgency,
        List<Step> steps,
        Map<String, URI> links,
        Confirmed atPortal) {

    public PortalDossier {
        steps = List.copyOf(steps);
        links = Map.copyOf(links);
    }

    /**
     * One message of the dossier.
     *
     * @param exchangeId which
     * @param message what it says
     * @param sender name of the agency that sent it
     * @param status the dossier's status after it
     * @param late whether it came too late to change the dossier
     */
    public record Step(UUID exchangeId, DossierMessage message, String sender, DossierStatus status, boolean late) {}

    /**
     * What the portal is known to have.
     *
     * @param inserted whether it has the dossier
     * @param record fingerprint of the record it confirmed last; null for none
     * @param progress the messages whose progress it confirmed
     */
    public record Confirmed(boolean inserted, @Nullable String record, List<UUID> progress) {

        public Confirmed {
            progress = List.copyOf(progress);
        }
    }

    /** The dossier's status now. */
    public DossierStatus status() {
        return steps.isEmpty() ? DossierStatus.REGISTERED : steps.getLast().status();
    }

    /** As it was after {@code exchangeId}; all of it when that is none of its messages. */
    public PortalDossier upTo(UUID exchangeId) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).exchangeId().equals(exchangeId)) {
                return new PortalDossier(
                        code, bornAtPortal, submitted, handlingAgency, steps.subList(0, i + 1), links, atPortal);
            }
        }
        return this;
    }

    /**
     * A paper that was handed in.
     *
     * @param id the same for the same paper, always
     * @param replaced whether one of the same component came later
     */
    public record Paper(String id, DocumentReference document, boolean replaced) {}

    /** Every paper that was handed in, in order. */
    public List<Paper> papers() {
        List<Paper> papers = new ArrayList<>();
        if (submitted != null) {
            handIn(papers, "nop", submitted.documents());
        }
        for (Step step : steps) {
            if (step.message().data() instanceof Supplemented supplemented) {
                handIn(papers, step.exchangeId().toString(), supplemented.documents());
            }
        }
        return papers;
    }

    private static void handIn(List<Paper> papers, String by, @Nullable List<DocumentReference> documents) {
        if (documents == null) {
            return;
        }
        papers.replaceAll(paper -> replaces(documents, paper.document().component())
                ? new Paper(paper.id(), paper.document(), true)
                : paper);
        for (int i = 0; i < documents.size(); i++) {
            papers.add(new Paper(by + "-" + (i + 1), documents.get(i), false));
        }
    }

    private static boolean replaces(List<DocumentReference> documents, @Nullable String component) {
        return component != null && documents.stream().anyMatch(document -> component.equals(document.component()));
    }

    /** Result documents of the decision that holds, in order. */
    public List<DocumentReference> results() {
        List<DocumentReference> results = List.of();
        for (Step step : steps) {
            if (step.message().data() instanceof Resolved resolved && !step.late()) {
                results = resolved.documents() == null ? List.of() : resolved.documents();
            }
        }
        return results;
    }

    /** The same dossier with the links by which its files can be fetched. */
    public PortalDossier with(Map<String, URI> files) {
        return new PortalDossier(code, bornAtPortal, submitted, handlingAgency, steps, files, atPortal);
    }

    /** Names nobody: what was submitted is personal data. */
    @Override
    public String toString() {
        return "PortalDossier[" + code + ", " + steps.size() + " steps]";
    }
}
