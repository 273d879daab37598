package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Step;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;
import vn.gov.hanoi.hpasc.dossier.Submitted;

/**
 * One dossier in hand: the record first, then those rows of progress that the portal has not confirmed, in order. Each part
 * is remembered as soon as it is confirmed, so that what fails is tried again alone.
 */
final class PortalTurn {

    /** Insert, update, insert: a portal that says one thing and then the other is not argued with any longer. */
    private static final int MOST_PUSHES = 3;

    private final PortalClient client;
    private final PortalSync portal;
    private final PortalProperties properties;
    private final PortalDossiers.Turn turn;
    private final PortalRecordMapper records;
    private final PortalProgressMapper progress;
    /** The portal had lost the dossier, and with it all progress. */
    private boolean lost;

    PortalTurn(PortalClient client, PortalSync portal, PortalProperties properties, PortalDossiers.Turn turn) {
        this.client = client;
        this.portal = portal;
        this.properties = properties;
        this.turn = turn;
        this.records = new PortalRecordMapper(properties);
        this.progress = new PortalProgressMapper(properties);
    }

    /**
     * Tells everything that is not confirmed.
     *
     * @param message whose delivery this is: what fails behind it is not its fault; null when all of it counts
     */
    DeliveryOutcome run(@Nullable UUID message) throws DestinationUnavailable, PortalSilent {
        PortalDossier dossier = turn.dossier();
        try {
            DeliveryOutcome record = record(dossier);
            if (record instanceof DeliveryOutcome.Rejected && message != null) {
                PortalDossier before = dossier.upTo(message);
                if (before.steps().size() < dossier.steps().size()) {
                    dossier = before;
                    record = record(before);
                }
            }
            return record instanceof DeliveryOutcome.Accepted ? progress(dossier, message) : record;
        } catch (DestinationUnavailable away) {
            turn.recordFailed(away.code(), String.valueOf(away.getMessage()));
            throw away;
        } catch (PortalSilent silent) {
            turn.recordFailed(silent.code(), silent.reason());
            throw silent;
        }
    }

    private DeliveryOutcome record(PortalDossier dossier) throws DestinationUnavailable, PortalSilent {
        Submitted submitted = dossier.submitted();
        PortalProcedure procedure =
                submitted == null ? null : portal.known(submitted.procedure().code());
        ObjectNode record = records.record(dossier, procedure);
        List<String> faults = PortalRow.faults(
                record, properties.rows().required(), properties.rows().lengths());
        if (!faults.isEmpty()) {
            return failed(ErrorCode.UNFIT_FOR_DESTINATION, String.join("; ", faults));
        }
        String fingerprint = fingerprint(record);
        if (fingerprint.equals(dossier.atPortal().record())) {
            return accepted(dossier);
        }
        return switch (pushed(dossier, record)) {
            case PortalAnswer.Done done -> {
                turn.recordConfirmed(fingerprint, dossier.status(), properties.shown(dossier.status()));
                yield accepted(dossier);
            }
            case PortalAnswer.Refused no -> failed(ErrorCode.DESTINATION_REFUSED, no.message());
            case PortalAnswer.Exists no -> throw new IllegalStateException(no.message());
            case PortalAnswer.Absent no -> failed(ErrorCode.DESTINATION_REFUSED, no.message());
            case PortalAnswer.NoSession no -> throw new IllegalStateException(no.message());
            case PortalAnswer.Busy no -> throw new IllegalStateException(no.message());
        };
    }

    /** Inserts or updates; whoever was faster makes an insert an update, a dossier that was lost an update an insert. */
    private PortalAnswer pushed(PortalDossier dossier, ObjectNode record) throws DestinationUnavailable, PortalSilent {
        boolean update =
                dossier.atPortal().inserted() || portal.lookUp(dossier.code()).isPresent();
        PortalAnswer answer = client.push(PortalService.PUSH, List.of(record), update);
        for (int pushes = 1; pushes < MOST_PUSHES; pushes++) {
            if (answer instanceof PortalAnswer.Exists && !update) {
                update = true;
            } else if (answer instanceof PortalAnswer.Absent && update) {
                missing();
                update = false;
            } else {
                break;
            }
            answer = client.push(PortalService.PUSH, List.of(record), update);
        }
        if (answer instanceof PortalAnswer.Exists || answer instanceof PortalAnswer.Absent && update) {
            throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, "the portal contradicts itself about the dossier");
        }
        return answer;
    }

    private void missing() {
        turn.recordMissing();
        lost = true;
    }

    private DeliveryOutcome failed(ErrorCode code, String reason) {
        String told = HttpStatusOutcome.shortened(reason);
        turn.recordFailed(code, told);
        return new DeliveryOutcome.Rejected(code, told);
    }

    private static DeliveryOutcome accepted(PortalDossier dossier) {
        return new DeliveryOutcome.Accepted(dossier.code());
    }

    private DeliveryOutcome progress(PortalDossier dossier, @Nullable UUID message)
            throws DestinationUnavailable, PortalSilent {
        Set<UUID> confirmed =
                lost ? Set.of() : new HashSet<>(turn.dossier().atPortal().progress());
        List<Step> pending = new ArrayList<>(dossier.steps());
        pending.removeIf(step -> !PortalProgressMapper.tells(step) || confirmed.contains(step.exchangeId()));
        int chunk = properties.rows().progressChunk();
        for (int from = 0; from < pending.size(); from += chunk) {
            List<Step> some = pending.subList(from, Math.min(pending.size(), from + chunk));
            Failure failure = told(dossier, some);
            if (failure != null) {
                return concerns(dossier, failure.step(), message)
                        ? new DeliveryOutcome.Rejected(failure.code(), failure.reason())
                        : accepted(dossier);
            }
        }
        return accepted(dossier);
    }

    private static boolean concerns(PortalDossier dossier, Step failed, @Nullable UUID message) {
        return message == null || dossier.upTo(message).steps().contains(failed);
    }

    /** Why a row was not taken. */
    private record Failure(Step step, ErrorCode code, String reason) {}

    /** Tells these steps; what comes behind one that fails is not told. Null when all are confirmed. */
    private @Nullable Failure told(PortalDossier dossier, List<Step> steps)
            throws DestinationUnavailable, PortalSilent {
        List<ObjectNode> rows = new ArrayList<>();
        Failure unfit = null;
        for (Step step : steps) {
            ObjectNode row = progress.row(dossier.code(), step);
            List<String> faults = PortalRow.faults(
                    row, properties.rows().requiredProgress(), properties.rows().lengths());
            if (!faults.isEmpty()) {
                unfit = new Failure(step, ErrorCode.UNFIT_FOR_DESTINATION, String.join("; ", faults));
                break;
            }
            rows.add(row);
        }
        Failure refused = rows.isEmpty() ? null : push(steps.subList(0, rows.size()), rows);
        if (refused == null && unfit != null) {
            turn.progressFailed(told(unfit.step()), unfit.code(), unfit.reason());
        }
        return refused == null ? unfit : refused;
    }

    private @Nullable Failure push(List<Step> steps, List<ObjectNode> rows)
            throws DestinationUnavailable, PortalSilent {
        return switch (client.push(PortalService.PROGRESS, rows, null)) {
            case PortalAnswer.Done done -> {
                turn.progressConfirmed(steps.stream().map(this::told).toList());
                yield null;
            }
            case PortalAnswer.Refused no when no.said().path("result").size() == rows.size() -> rowByRow(steps, no);
            case PortalAnswer.Refused no -> apart(steps, rows, ErrorCode.DESTINATION_REFUSED, no.message());
            case PortalAnswer.Exists no -> apart(steps, rows, ErrorCode.DESTINATION_CONFLICT, no.message());
            case PortalAnswer.Absent no -> {
                missing();
                throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, "the portal lost the dossier: " + no.message());
            }
            case PortalAnswer.NoSession no -> throw new IllegalStateException(no.message());
            case PortalAnswer.Busy no -> throw new IllegalStateException(no.message());
        };
    }

    /** The portal said of each row what became of it. */
    private @Nullable Failure rowByRow(List<Step> steps, PortalAnswer.Refused answer) {
        Failure first = null;
        List<PortalDossiers.Told> taken = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            JsonNode said = answer.said().path("result").path(i);
            if (PortalAnswer.success(said, properties.answers())) {
                taken.add(told(steps.get(i)));
            } else {
                String why = said.path("message").asText(answer.message());
                turn.progressFailed(told(steps.get(i)), ErrorCode.DESTINATION_REFUSED, why);
                first = first == null ? new Failure(steps.get(i), ErrorCode.DESTINATION_REFUSED, why) : first;
            }
        }
        turn.progressConfirmed(taken);
        return first;
    }

    /**
     * A chunk failed as a whole, and nobody said for which row: each half is told again, so that one row fails alone. Rows
     * that were taken all the same are told again as they were.
     */
    private @Nullable Failure apart(List<Step> steps, List<ObjectNode> rows, ErrorCode code, String reason)
            throws DestinationUnavailable, PortalSilent {
        if (rows.size() == 1) {
            if (code == ErrorCode.DESTINATION_CONFLICT) {
                turn.progressConfirmed(List.of(told(steps.getFirst())));
                return null;
            }
            turn.progressFailed(told(steps.getFirst()), code, reason);
            return new Failure(steps.getFirst(), code, reason);
        }
        int half = rows.size() / 2;
        Failure first = push(steps.subList(0, half), rows.subList(0, half));
        return first == null ? push(steps.subList(half, steps.size()), rows.subList(half, rows.size())) : first;
    }

    private PortalDossiers.Told told(Step step) {
        return new PortalDossiers.Told(step.exchangeId(), step.status(), properties.shown(step.status()));
    }

    private static String fingerprint(ObjectNode record) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(record.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
