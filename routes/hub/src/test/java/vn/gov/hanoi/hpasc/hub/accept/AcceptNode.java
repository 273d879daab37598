package vn.gov.hanoi.hpasc.hub.accept;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.util.unit.DataSize;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Candidate.Protocol;
import vn.gov.hanoi.hpasc.hub.authority.ShippedAuthority;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.ledger.ReceiptSigner;
import vn.gov.hanoi.hpasc.hub.line.FakeOutbox;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** The accept stage of one hub node, on a real database, with an outbox that only remembers. */
public final class AcceptNode implements AutoCloseable {

    /** Signs the receipts of all nodes. */
    public static final ECKey KEY = key();

    private static final MessageCodec CODEC = new MessageCodec();
    private static final AcceptProperties PROPERTIES =
            new AcceptProperties(2, 256, 4096, DataSize.ofMegabytes(32), Duration.ofHours(24), "H26");

    public final HikariDataSource pool;
    /** Of the tables' owner, for tests that look at them and bend them. */
    public final HikariDataSource ownerPool;

    public final Transactions transactions;
    public final FakeOutbox outbox = new FakeOutbox(Set.of("finance-investment", "ward-103"));
    public final Handover handover = new Handover();
    public final SenderNotices notices;
    public final HeldReview held;
    /** Whether the database is believed to keep what it commits. */
    final AtomicBoolean promises = new AtomicBoolean(true);

    private final GroupCommitAcceptance acceptance;

    private AcceptNode(String url, RoutingTable routing, Clock clock) {
        this(url, SharedPostgres.pool(url), routing, clock);
    }

    private AcceptNode(String url, HikariDataSource pool, RoutingTable routing, Clock clock) {
        Agencies agencies = City.agencies();
        this.pool = pool;
        this.ownerPool = SharedPostgres.ownerPool(url);
        this.transactions = new Transactions(pool);
        HeldTable table = new HeldTable(CODEC);
        Notices says = new Notices(agencies, PROPERTIES.agency(), CODEC, clock);
        Fold fold = new Fold(
                routing, agencies, ShippedAuthority.among(agencies, routing), says, PROPERTIES.unknownDossierWait());
        AcceptTransaction transaction = new AcceptTransaction(fold, table, new ReceiptSigner(KEY), clock);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SecurityEvents events = new SecurityEvents(meters);
        this.acceptance = new GroupCommitAcceptance(
                transactions, transaction, outbox, handover, CODEC, PROPERTIES, meters, events, promises::get);
        this.notices = new SenderNotices(says, transaction, outbox);
        this.held =
                new HeldReview(transactions, transaction, table, agencies, outbox, new RefusedAuthority(events), clock);
    }

    /** Notes the text of each statement that it prepares. */
    public static AcceptNode recording(String url, Clock clock, Set<String> statements) {
        HikariDataSource pool = SharedPostgres.recordingPool(url, statements);
        return new AcceptNode(url, pool, ShippedRouting.among(City.agencies()), clock);
    }

    public static AcceptNode on(String url, Clock clock) {
        return new AcceptNode(url, ShippedRouting.among(City.agencies()), clock);
    }

    static AcceptNode parkingUnknownProcedures(String url, Clock clock) {
        return new AcceptNode(url, ShippedRouting.parkingUnknownProcedures(City.agencies()), clock);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A message as ingress would hand it over. */
    public static Candidate candidate(DossierMessage message) {
        Agency sender = City.agencies().byCode(message.source().agency()).orElseThrow();
        byte[] received = CODEC.toJson(message, Map.of());
        return Candidate.of(message, sender, Protocol.REST, received, "application/json");
    }

    public CompletableFuture<AcceptResult> offer(DossierMessage message) {
        return acceptance.accept(candidate(message));
    }

    CompletableFuture<AcceptResult> offer(Candidate candidate) {
        return acceptance.accept(candidate);
    }

    public List<AcceptResult> acceptInOrder(List<DossierMessage> messages, boolean predecessors) {
        return candidatesInOrder(messages.stream().map(AcceptNode::candidate).toList(), predecessors);
    }

    List<AcceptResult> candidatesInOrder(List<Candidate> candidates, boolean predecessors) {
        return acceptance
                .acceptInOrder(candidates, predecessors)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** Looks at what waits. */
    public void review() {
        held.review();
    }

    /** The result of offering {@code message}. */
    public AcceptResult accept(DossierMessage message) {
        return offer(message).orTimeout(60, TimeUnit.SECONDS).join();
    }

    public Receipt receipt(DossierMessage message) {
        return receipt(accept(message));
    }

    static Receipt receipt(AcceptResult result) {
        return switch (result) {
            case AcceptResult.Receipted receipted -> receipted.receipt();
            case AcceptResult.Refused refused -> throw new AssertionError("refused: " + refused.problem());
        };
    }

    ErrorCode refusal(DossierMessage message) {
        return refusal(accept(message));
    }

    static ErrorCode refusal(AcceptResult result) {
        return switch (result) {
            case AcceptResult.Receipted receipted -> throw new AssertionError("accepted: " + receipted.receipt());
            case AcceptResult.Refused refused -> refused.problem().code();
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        acceptance.close();
        pool.close();
        ownerPool.close();
    }
}
