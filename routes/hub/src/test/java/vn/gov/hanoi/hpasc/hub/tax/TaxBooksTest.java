package vn.gov.hanoi.hpasc.hub.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationAuthority;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;

class TaxBooksTest {

    private static final AgencyCode TAX = new AgencyCode("G12.10");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final ObligationAuthority AUTHORITY =
            new ObligationAuthority(City.agencies(), ShippedRouting.among(City.agencies()), new AgencyCode("H26"));

    /** What the tables hold between calls, and the messages that came of it. */
    private static final class Memory {
        private final Map<String, TaxRow> rows = new LinkedHashMap<>();
        private final Map<TaxBooks.Claim, TaxRow> claims = new HashMap<>();
        private final Map<String, String> dossiers = new HashMap<>();

        List<TaxBooks.Seen> call(List<TaxItem> items) {
            TaxBooks books = books();
            List<TaxBooks.Seen> seen = items.stream().map(books::take).toList();
            keep(books);
            return seen;
        }

        void registered(String code) {
            dossiers.put(code, code);
            TaxBooks books = books();
            rows.values().stream()
                    .filter(row -> row.state() == TaxState.WAITING)
                    .forEach(books::takeUp);
            keep(books);
        }

        TaxBooks books() {
            return new TaxBooks(rows.values(), claims.values(), dossiers, NOW);
        }

        void keep(TaxBooks books) {
            books.written().forEach(row -> rows.put(row.digest(), row));
            claims.putAll(books.claimed());
        }

        List<TaxRow> in(TaxState state) {
            return rows.values().stream().filter(row -> row.state() == state).toList();
        }

        /** What is owed and paid, by dossier and notice, once every row that is ready was said, in the order of {@code chance}. */
        Map<String, String> owed(Random chance) {
            List<TaxRow> ready = new ArrayList<>(in(TaxState.READY));
            Collections.shuffle(ready, chance);
            Map<String, Dues> dues = new HashMap<>();
            for (TaxRow row : ready) {
                DossierMessage message = TaxMessages.message(row, TAX);
                dues.merge(
                        message.subject(),
                        Dues.NONE.after(UUID.randomUUID(), message, AUTHORITY, NOW),
                        (before, ignored) -> before.after(UUID.randomUUID(), message, AUTHORITY, NOW));
            }
            Map<String, String> owed = new TreeMap<>();
            dues.forEach((dossier, all) -> {
                all.obligations()
                        .forEach(one ->
                                owed.put(dossier + " " + one.id(), one.amount() + " paid " + one.paid() + one.name()));
                owed.put(dossier, "unassigned " + all.unassigned());
            });
            return owed;
        }
    }

    private static TaxItem notice(String dossier, String number, long amount) {
        return new TaxItem(
                TaxKind.NOTICE,
                dossier,
                new TaxFact.Notice(
                        number, "Lệ phí trước bạ", amount, LocalDate.of(2026, 11, 20), "8012345678", null, null),
                null,
                Map.of());
    }

    private static TaxItem voucher(String dossier, String number, long amount, int minute, String status) {
        return new TaxItem(
                TaxKind.VOUCHER,
                dossier,
                new TaxFact.Voucher(number, amount, NOW.plusSeconds(60L * minute), status, null),
                null,
                Map.of());
    }

    @Provide
    Arbitrary<List<TaxItem>> facts() {
        Arbitrary<TaxItem> notices = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 4))
                .as((dossier, number) ->
                        notice("H26.13-261120-000" + dossier, number + "/TB", 1_000_000L * (dossier * 10 + number)));
        Arbitrary<TaxItem> vouchers = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 3))
                .as((dossier, number, minute) -> voucher(
                        "H26.13-261120-000" + dossier,
                        number + "/TB",
                        500_000L * minute,
                        minute,
                        minute == 3 ? "0" : "1"));
        Arbitrary<TaxItem> unusable = Arbitraries.integers()
                .between(1, 3)
                .map(n -> new TaxItem(
                        TaxKind.NOTICE, "H26.13-261120-0001", null, TaxReason.BAD_AMOUNT, Map.of("SO_TIEN", "x" + n)));
        return Arbitraries.oneOf(notices, vouchers, unusable)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Property(tries = 300)
    void theSameRowsInAnyFilesInAnyOrderAndNumberOfTimesEndInTheSameObligations(
            @ForAll("facts") List<TaxItem> facts, @ForAll long seed) {
        Random chance = new Random(seed);
        Memory once = new Memory();
        for (int dossier = 0; dossier < 4; dossier++) {
            once.registered("H26.13-261120-000" + dossier);
        }
        once.call(facts);

        Memory often = new Memory();
        List<TaxItem> again = new ArrayList<>(facts);
        for (TaxItem fact : facts) {
            for (int more = chance.nextInt(3); more > 0; more--) {
                again.add(fact);
            }
        }
        Collections.shuffle(again, chance);
        for (int from = 0; from < again.size(); ) {
            if (chance.nextInt(4) == 0) {
                often.registered("H26.13-261120-000" + chance.nextInt(4));
            }
            int to = Math.min(again.size(), from + 1 + chance.nextInt(6));
            often.call(again.subList(from, to));
            from = to;
        }
        for (int dossier = 0; dossier < 4; dossier++) {
            often.registered("H26.13-261120-000" + dossier);
        }

        assertThat(often.owed(chance)).isEqualTo(once.owed(new Random(seed)));
        assertThat(often.rows.keySet()).isEqualTo(once.rows.keySet());
        assertThat(often.in(TaxState.CONFLICT)).isEmpty();
    }

    @Property(tries = 200)
    void rowsThatContradictEachOtherAreAllKeptAndOneOfThemCounts(
            @ForAll("facts") List<TaxItem> facts, @ForAll long seed) {
        Memory memory = new Memory();
        memory.registered("H26.13-261120-0001");
        List<TaxItem> all = new ArrayList<>(facts);
        all.add(notice("H26.13-261120-0001", "9/TB", 1));
        all.add(notice("H26.13-261120-0001", "9/TB", 2));
        all.add(notice("H26.13-261120-0001", "9/TB", 3));
        Collections.shuffle(all, new Random(seed));

        memory.call(all);
        memory.call(all);

        List<TaxRow> nine = memory.rows.values().stream()
                .filter(row ->
                        row.item().fact() != null && row.item().fact().number().equals("9/TB"))
                .toList();
        assertThat(nine).hasSize(3);
        assertThat(nine).filteredOn(row -> row.state() == TaxState.READY).hasSize(1);
        assertThat(nine).filteredOn(row -> row.state() == TaxState.CONFLICT).hasSize(2);
    }

    @Test
    void theSameRowAgainIsFoundAndNotWritten() {
        Memory memory = new Memory();
        memory.registered("A");
        TaxBooks.Seen first = memory.call(List.of(notice("A", "1", 5))).getFirst();
        TaxBooks books = memory.books();
        TaxBooks.Seen again = books.take(notice("A", "1", 5));

        assertThat(first.repeat()).isFalse();
        assertThat(again.repeat()).isTrue();
        assertThat(again.row()).isEqualTo(first.row());
        assertThat(books.written()).isEmpty();
    }

    @Test
    void aNoticeUnderAnAliasIsTheSameNotice() {
        Memory memory = new Memory();
        memory.registered("H26.13-261120-0001");
        memory.dossiers.put("SBN-7", "H26.13-261120-0001");
        memory.call(List.of(notice("H26.13-261120-0001", "1", 5)));

        assertThat(memory.call(List.of(notice("SBN-7", "1", 5)))
                        .getFirst()
                        .row()
                        .state())
                .isEqualTo(TaxState.SAME);
        assertThat(memory.call(List.of(notice("SBN-7", "1", 6)))
                        .getFirst()
                        .row()
                        .state())
                .isEqualTo(TaxState.CONFLICT);
    }

    @Test
    void aPersonPutsTheOtherAmountInItsPlaceUnderAnIdOfItsOwn() {
        Memory memory = new Memory();
        memory.registered("A");
        TaxRow before = memory.call(List.of(notice("A", "1", 5))).getFirst().row();
        TaxRow conflict = memory.call(List.of(notice("A", "1", 6))).getFirst().row();
        TaxBooks books = memory.books();
        books.replace(conflict);
        memory.keep(books);

        assertThat(memory.in(TaxState.READY)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(conflict.id());
            assertThat(row.messageId()).isNotEqualTo(before.messageId());
        });
        assertThat(memory.in(TaxState.REPLACED))
                .singleElement()
                .extracting(TaxRow::id)
                .isEqualTo(before.id());
        assertThat(memory.call(List.of(notice("A", "1", 5))).getFirst().row().state())
                .as("redelivered it stays replaced")
                .isEqualTo(TaxState.REPLACED);
    }

    @Test
    void messagesFollowTheirContractWhateverTheirNumberAndName() {
        Memory memory = new Memory();
        memory.registered("A");
        String longest = "9".repeat(100);
        memory.call(List.of(notice("A", longest, 5), voucher("A", longest, 5, 1, "1")));

        assertThat(memory.in(TaxState.READY))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.messageId()).hasSizeLessThanOrEqualTo(255));
    }
}
