package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Supplemented;

/** Who may do what with a dossier, over every way in, and what strangers learn: nothing. */
@ExtendWith(OnTheBench.class)
class AuthorityIT {

    private static final String LAND = "H26.13";
    private static final String CONSTRUCTION = "H26.19";
    private static final String PLANNING = "H26.20";
    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", null, null);

    private final Bench bench;
    private final AgencyClient core;

    AuthorityIT(Bench bench) {
        this.bench = bench;
        this.core = bench.agency(Dossier.CORE);
    }

    /** A land dossier taken in at a branch of the centre: no affair of any ward's. */
    private static DossierBuilder land() {
        return aDossier().at("H26.01.3").handledBy(LAND);
    }

    private DossierMessage registered() {
        DossierMessage submission = aSubmission(land()).build();
        core.send(submission);
        return submission;
    }

    private static MessageBuilder about(DossierMessage submission, String agency) {
        return aMessage().about(submission.subject()).from(agency);
    }

    private static MessageBuilder inviting(
            DossierMessage submission, String agency, DossierStatus status, String invited) {
        return about(submission, agency)
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(status, OFFICER, null, null, null, null, List.of(new AgencyCode(invited))));
    }

    private static MessageBuilder numbered(DossierMessage submission, String agency, String number) {
        return about(submission, agency)
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(
                                DossierStatus.ACCEPTED,
                                OFFICER,
                                null,
                                null,
                                null,
                                List.of(new Alias("land-registry", number))));
    }

    @ParameterizedTest
    @EnumSource
    void aStrangersMessageIsHeldOnEveryWireAndChangesNothing(Wire wire) {
        DossierMessage submission = registered();
        String before = itself(submission);

        Answer withdrawn = bench.agency(Dossier.WARD)
                .send(wire, about(submission, Dossier.WARD).withdrawn().build());
        Answer granted = bench.agency(CONSTRUCTION)
                .send(wire, about(submission, CONSTRUCTION).resolved().build());

        assertThat(List.of(withdrawn, granted)).allSatisfy(answer -> {
            assertThat(answer.receipted()).as(answer.toString()).isTrue();
            assertThat(answer.mark()).isEqualTo("held");
            assertThat(answer.deliveries()).isEmpty();
        });
        assertThat(itself(submission)).isEqualTo(before);
        assertThat(bench.database().states(withdrawn.exchange())).isEmpty();
    }

    /** The dossier without what becomes of its deliveries meanwhile. */
    private String itself(DossierMessage submission) {
        JsonNode dossier = core.dossier(submission.subject());
        return ((ObjectNode) dossier).without(List.of("lines")).toString();
    }

    @Test
    void answersOfADossierThatIsThereAndOneThatIsNotCannotBeToldApart() {
        DossierMessage there = registered();
        DossierMessage nowhere = aSubmission(land()).build();
        AgencyClient ward = bench.agency(Dossier.WARD);
        Answer first =
                ward.send(Wire.REST, about(there, Dossier.WARD).withdrawn().build());
        Answer second =
                ward.send(Wire.REST, about(nowhere, Dossier.WARD).withdrawn().build());

        assertThat(first.status()).isEqualTo(second.status()).isEqualTo(202);
        assertThat(shape(ward.exchange(first.exchange()), there))
                .isEqualTo(shape(ward.exchange(second.exchange()), nowhere));
        for (DossierMessage dossier : List.of(there, nowhere)) {
            assertThat(get(Dossier.WARD, "/api/v1/dossiers/" + dossier.subject()))
                    .isEqualTo(404);
            assertThat(get(Dossier.WARD, "/api/v1/dossiers/" + dossier.subject() + "/timeline"))
                    .isEqualTo(404);
        }

        bench.clock().forward(Duration.ofHours(24).plusMinutes(1));

        Bench.eventually(() -> {
            String one = refusal(there);
            assertThat(one).isNotEmpty().isEqualTo(refusal(nowhere));
        });
        assertThat(core.dossier(there.subject()).path("status").asInt()).isEqualTo(1);
        assertThat(core.dossier(there.subject()).path("lines").findValuesAsText("destination"))
                .doesNotContain("ward-103");
    }

    /** What the view shows but for ids, times and digests. */
    private static String shape(JsonNode exchange, DossierMessage about) {
        return exchange.toString()
                .replace(about.subject(), "<dossier>")
                .replaceAll("\"(exchangeId|id|acceptedAt|digest|deadline)\":\"[^\"]*\"", "\"$1\"");
    }

    /** What the ward was told of its message about {@code dossier}, but for ids. */
    private String refusal(DossierMessage dossier) {
        return bench.database().sql().sql("""
                        select convert_from(m.canonical, 'UTF8') from message m join dossier d using (dossier_id)
                        where d.code = ? and m.type like '%delivery-refused%'""").param(dossier.subject()).query(String.class).list().stream()
                .map(json -> json.replace(dossier.subject(), "<dossier>")
                        .replaceAll("\"(exchangeId|id|messageId|time)\":\"[^\"]*\"", "\"$1\""))
                .reduce("", String::concat);
    }

    private int get(String agency, String path) {
        return fetch(agency, path).statusCode();
    }

    private HttpResponse<byte[]> fetch(String agency, String path) {
        return call(HttpRequest.newBuilder(bench.hub().http().resolve(path)), agency);
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder request, String agency) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.header("Authorization", "Bearer " + bench.hub().token(agency))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void whoIsAskedToTakePartMayWorkOnItAndNoMore() {
        DossierMessage submission = registered();
        AgencyClient planning = bench.agency(PLANNING);
        UUID early = planning.send(
                        about(submission, PLANNING).supplementRequested().build())
                .exchange();
        assertThat(get(PLANNING, "/api/v1/dossiers/" + submission.subject())).isEqualTo(404);

        bench.agency(LAND)
                .send(inviting(submission, LAND, DossierStatus.ACCEPTED, PLANNING)
                        .build());

        bench.delivery(early, City.CORE, "delivered");
        assertThat(get(PLANNING, "/api/v1/dossiers/" + submission.subject())).isEqualTo(200);
        assertThat(core.dossier(submission.subject()).path("status").asInt()).isEqualTo(5);
        assertThat(core.dossier(submission.subject()).path("participants").toString())
                .isEqualTo("[\"" + PLANNING + "\"]");
        Answer decided =
                planning.send(Wire.REST, about(submission, PLANNING).resolved().build());
        assertThat(decided.status()).isEqualTo(403);
        assertThat(decided.code()).isEqualTo("HUB-205");
        assertThat(core.dossier(submission.subject()).path("status").asInt()).isEqualTo(5);
    }

    @Test
    void onlyTheHandlingAgencyAsksOthersToTakePart() {
        DossierMessage submission = registered();
        bench.agency(LAND)
                .send(inviting(submission, LAND, DossierStatus.ACCEPTED, PLANNING)
                        .build());
        bench.agency(PLANNING)
                .send(inviting(submission, PLANNING, DossierStatus.IN_PROCESS, CONSTRUCTION)
                        .build());

        assertThat(get(CONSTRUCTION, "/api/v1/dossiers/" + submission.subject()))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatNoRelationCoversIsRefusedOnEveryWire(Wire wire) {
        DossierMessage other = aSubmission(
                        aDossier().at("H26.103").procedure("1.013225", null).handledBy(CONSTRUCTION))
                .build();
        core.send(other);
        bench.agency(CONSTRUCTION)
                .send(inviting(other, CONSTRUCTION, DossierStatus.ACCEPTED, PLANNING)
                        .build());

        Answer refused = bench.agency(PLANNING)
                .send(wire, about(other, PLANNING).resolved().build());

        assertThat(refused.code()).isEqualTo("HUB-205");
        assertThat(bench.hub()
                        .bean(MeterRegistry.class)
                        .counter("hub.security.events", "kind", "authority-refused", "channel", channel(wire))
                        .count())
                .isPositive();
        assertThat(bench.database()
                        .count("select count(*) from ledger_entry where kind = 'turned_away' and code = 'HUB-205'"
                                + " and actor = '" + PLANNING + "'"))
                .isPositive();
    }

    private static String channel(Wire wire) {
        return wire.isQueue() ? "queue" : wire.name().startsWith("SOAP") ? "soap" : "rest";
    }

    @ParameterizedTest
    @CsvSource({"H26.01", "H26.13", "H26.1030", "G22"})
    void nobodyRegistersUnderAnothersCode(String issuer) {
        DossierMessage squatting = aSubmission(aDossier().at("H26.103").handledBy(LAND))
                .about(issuer + "-261128-0042")
                .from(Dossier.WARD)
                .build();

        Answer answer = bench.agency(Dossier.WARD).send(Wire.REST, squatting);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("HUB-205");
        assertThat(bench.database().count("select count(*) from dossier where code = '" + squatting.subject() + "'"))
                .isZero();
    }

    @Test
    void anAliasInSomeoneElsesSystemIsRefusedAndOneInAnotherSystemDoesNotTakeIt() {
        DossierMessage submission = registered();
        String number = "SBN-" + submission.subject();
        Answer squatting = bench.agency(CONSTRUCTION)
                .send(
                        Wire.REST,
                        about(submission, CONSTRUCTION)
                                .progressed(DossierStatus.ACCEPTED)
                                .build());
        assertThat(squatting.mark()).isEqualTo("held");
        DossierMessage own = aSubmission(
                        aDossier().at("H26.103").procedure("1.013225", null).handledBy(CONSTRUCTION))
                .build();
        core.send(own);
        Answer foreign = bench.agency(CONSTRUCTION)
                .send(Wire.REST, numbered(own, CONSTRUCTION, number).build());
        assertThat(foreign.code()).isEqualTo("HUB-205");

        bench.agency(LAND).send(numbered(submission, LAND, number).build());

        assertThat(core.dossier(number).path("code").asText()).isEqualTo(submission.subject());
    }

    @Test
    void aFileIsFetchedThroughADossierThatNamesItAndAsThatDossierSays() throws Exception {
        byte[] bytes = ("%PDF-" + UUID.randomUUID()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String path = "/api/v1/attachments/" + sha256;
        // the first who brings the bytes says they are something else
        bring(CONSTRUCTION, "text/html", bytes);
        assertThat(get(Dossier.CORE, path)).isEqualTo(404);
        bring(LAND, "application/pdf", bytes);
        DossierMessage submission = registered();
        assertThat(get(Dossier.CORE, path)).isEqualTo(404);

        bench.agency(LAND).send(resolved(submission, sha256));

        HttpResponse<byte[]> file = fetch(Dossier.CORE, path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(fetch(CONSTRUCTION, path).headers().firstValue("Content-Type"))
                .contains("text/html");
        assertThat(get(PLANNING, path)).isEqualTo(404);
        assertThat(get(PLANNING, "/api/v1/attachments/" + "0".repeat(64))).isEqualTo(404);
    }

    @Test
    void toNameAFileGivesNobodyWhatItDidNotHave() throws Exception {
        byte[] bytes = ("%PDF-" + UUID.randomUUID()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String path = "/api/v1/attachments/" + sha256;
        bring(LAND, "application/pdf", bytes);
        DossierMessage submission = registered();

        // core knows the hash and names it in the dossier it registers; it has the file in no other way
        core.send(supplemented(submission, sha256));
        assertThat(get(Dossier.CORE, path)).isEqualTo(404);

        // the department brought it: now the dossier names it by one who had it to give
        bench.agency(LAND).send(resolved(submission, sha256));
        assertThat(get(Dossier.CORE, path)).isEqualTo(200);
        // and core may pass on what it may fetch
        DossierMessage ofConstruction = aSubmission(aDossier()
                        .at("H26.01.3")
                        .procedure("1.013225", "Cấp giấy phép xây dựng")
                        .handledBy(CONSTRUCTION))
                .build();
        core.send(ofConstruction);
        assertThat(get(CONSTRUCTION, path)).isEqualTo(404);
        core.send(supplemented(ofConstruction, sha256));
        assertThat(get(CONSTRUCTION, path)).isEqualTo(200);
    }

    private static List<DocumentReference> documents(String sha256) {
        return List.of(new DocumentReference("Kết quả", null, sha256, null, null, null));
    }

    private static DossierMessage supplemented(DossierMessage submission, String sha256) {
        return about(submission, Dossier.CORE)
                .with(MessageType.SUPPLEMENTED, new Supplemented(documents(sha256), null, null, null))
                .build();
    }

    private static DossierMessage resolved(DossierMessage submission, String sha256) {
        return about(submission, LAND)
                .with(MessageType.RESOLVED, new Resolved(Resolution.GRANTED, null, null, null, documents(sha256), null))
                .build();
    }

    private void bring(String agency, String mediaType, byte[] bytes) {
        HttpResponse<byte[]> answer = call(
                HttpRequest.newBuilder(bench.hub().http().resolve("/api/v1/attachments"))
                        .header("Content-Type", mediaType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)),
                agency);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"mediaType\":\"" + mediaType + "\"");
    }
}
