package vn.gov.hanoi.hpasc.hub.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.authority.DossierParties;
import vn.gov.hanoi.hpasc.hub.routing.DossierFacts;

/**
 * A dossier inside one transaction, its row locked: messages are folded onto it one after the other, then it is written
 * back once. Not a value on purpose: that is what it is for.
 */
public final class DossierState {

    private final String code;
    private final Instant createdAt;
    private @Nullable Long id;
    private long messages;
    private @Nullable DossierStatus status;
    private @Nullable UUID registeredBy;
    private @Nullable Registration registration;
    private final List<Alias> newAliases = new ArrayList<>();
    private final Set<String> aliasSystems = new LinkedHashSet<>();
    private final Set<AgencyCode> participants = new LinkedHashSet<>();
    private final @Nullable AgencyCode heldFor;
    private @Nullable AgencyCode registrant;
    private @Nullable String mergedInto;
    /** Whether its name was claimed when its row was read. */
    private boolean named;

    /**
     * What a {@code submitted} message lays down.
     *
     * @param handlingAgency null while the procedure is not in the routing table
     */
    public record Registration(
            ProcedureCode procedure,
            @Nullable String procedureName,
            @Nullable AgencyCode handlingAgency,
            AgencyCode receivingBranch,
            Instant submittedAt,
            @Nullable Instant dueAt) {}

    /**
     * What a row has besides what is registered.
     *
     * @param heldFor the agency whose messages about this code wait here; null for a dossier
     */
    record Row(long id, String code, @Nullable AgencyCode heldFor, Instant createdAt, long messages) {}

    private DossierState(String code, @Nullable AgencyCode heldFor, Instant createdAt) {
        this.code = code;
        this.heldFor = heldFor;
        this.createdAt = createdAt;
    }

    /** A dossier nobody spoke of before. */
    public static DossierState unheardOf(String code, Instant now) {
        return new DossierState(code, null, now);
    }

    /** The place where messages of {@code sender} about {@code code} wait: no dossier. */
    public static DossierState waitingPlace(String code, AgencyCode sender, Instant now) {
        return new DossierState(code, sender, now);
    }

    /** A dossier as its row says. */
    static DossierState stored(
            Row row,
            @Nullable DossierStatus status,
            @Nullable UUID registeredBy,
            @Nullable AgencyCode registrant,
            @Nullable Registration registration,
            Collection<AgencyCode> participants,
            Collection<String> aliasSystems) {
        DossierState state = new DossierState(row.code(), row.heldFor(), row.createdAt());
        state.id = row.id();
        state.messages = row.messages();
        state.status = status;
        state.registeredBy = registeredBy;
        state.named = registeredBy != null || row.heldFor() != null;
        state.registrant = registrant;
        state.registration = registration;
        state.participants.addAll(participants);
        state.aliasSystems.addAll(aliasSystems);
        return state;
    }

    public String code() {
        return code;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean isNew() {
        return id == null;
    }

    /** The row's id; only once the row exists. */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("dossier " + code + " has no row yet");
        }
        return id;
    }

    public void inserted(long newId) {
        this.id = newId;
    }

    /** Counts a message; gives its place among the dossier's messages, from 1. */
    public long nextPosition() {
        return ++messages;
    }

    public long messages() {
        return messages;
    }

    public @Nullable DossierStatus status() {
        return status;
    }

    public void move(DossierStatus to) {
        this.status = to;
    }

    public boolean registered() {
        return registeredBy != null;
    }

    /** Whether its code is claimed in this transaction: it was registered, or messages began to wait for that name. */
    boolean claimsItsCode() {
        return !named && (registered() || heldFor != null);
    }

    public @Nullable UUID registeredBy() {
        return registeredBy;
    }

    public @Nullable Registration registration() {
        return registration;
    }

    /** Lays down what the dossier asks for; by its first {@code submitted}, or by a correction of it. */
    public void register(UUID exchangeId, AgencyCode sender, Registration as) {
        this.registeredBy = exchangeId;
        if (registrant == null) {
            this.registrant = sender;
        }
        this.registration = as;
        if (status == null) {
            this.status = DossierStatus.REGISTERED;
        }
    }

    /** A person decided who handles a dossier whose procedure the routing table does not know. */
    public void assign(AgencyCode handlingAgency) {
        Registration as = registration;
        if (as == null) {
            throw new IllegalStateException("dossier " + code + " is not registered");
        }
        registration = new Registration(
                as.procedure(), as.procedureName(), handlingAgency, as.receivingBranch(), as.submittedAt(), as.dueAt());
    }

    /** Whose {@code submitted} registered it. */
    public @Nullable AgencyCode registrant() {
        return registrant;
    }

    /** The handling agency asks {@code agencies} to take part; gives whether any of them is new. */
    public boolean invite(Collection<AgencyCode> agencies) {
        return participants.addAll(agencies);
    }

    /** Whom the handling agency asked to take part. */
    public Set<AgencyCode> participants() {
        return Set.copyOf(participants);
    }

    /** The agency whose messages about this code wait here; null for a dossier. */
    public @Nullable AgencyCode heldFor() {
        return heldFor;
    }

    /** Who has to do with the dossier, for the authority policy. */
    public DossierParties parties(Set<String> aliasSystems) {
        Registration as = registration;
        return new DossierParties(
                code,
                aliasSystems,
                registrant,
                as == null ? null : as.receivingBranch(),
                as == null ? null : as.handlingAgency(),
                participants(),
                as == null ? null : as.procedure());
    }

    /** The promised date changed. */
    public void due(@Nullable Instant dueAt) {
        if (registration != null && dueAt != null) {
            registration = new Registration(
                    registration.procedure(),
                    registration.procedureName(),
                    registration.handlingAgency(),
                    registration.receivingBranch(),
                    registration.submittedAt(),
                    dueAt);
        }
    }

    public void alsoKnownAs(Alias alias) {
        newAliases.add(alias);
    }

    /** The systems in which it had an alias when it was read. */
    public Set<String> aliasSystems() {
        return Set.copyOf(aliasSystems);
    }

    public List<Alias> newAliases() {
        return List.copyOf(newAliases);
    }

    /** Messages came under this code before it was known to be an alias of another dossier. */
    public void mergeInto(DossierState dossier) {
        this.mergedInto = dossier.code();
    }

    /** The code of the dossier this one was merged into; null when it stands for itself. */
    public @Nullable String mergedInto() {
        return mergedInto;
    }

    /** What routing needs; null while the dossier is unknown or nobody handles its procedure. */
    public @Nullable DossierFacts facts() {
        Registration as = registration;
        if (as == null || as.handlingAgency() == null) {
            return null;
        }
        return new DossierFacts(as.procedure(), as.handlingAgency(), as.receivingBranch(), participants(), status);
    }
}
