package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Reconcilable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Takes a settlement file: once, whole or not at all, a line in memory at a time. The file is evidence and changes no order;
 * where it says that an order was paid, the gateway is asked.
 */
public final class Reconciliation {

    /** A day of a city has some ten megabytes. */
    private static final long MOST_BYTES = 512L << 20;

    private static final int BUFFER = 64 * 1024;

    private final Book book;
    private final Merchants merchants;
    private final Clock clock;
    private final SettlementTable settlements = new SettlementTable();
    private final OrderTable orders = new OrderTable();

    Reconciliation(Book book, Merchants merchants, Clock clock) {
        this.book = book;
        this.merchants = merchants;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param repeat whether this very file was imported before
     */
    public record Imported(long importId, boolean repeat) {}

    /**
     * Whose file it is, and who brings it.
     *
     * @param name of the file; null when it has none
     */
    public record Delivery(
            String merchant, LocalDate day, @Nullable String name, String operator) {}

    /**
     * Imports a file.
     *
     * @throws Refusal when the merchant settles by no file, or this is not one
     */
    public Imported take(Delivery delivery, InputStream file) throws IOException {
        Contract contract = merchants.byName(delivery.merchant()).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        SettlementLayout layout = contract.settlement();
        if (!(contract.gateway() instanceof Reconcilable reader) || layout == null) {
            throw new Refusal(ErrorCode.ILLEGAL_STATE, delivery.merchant() + " settles by no file");
        }
        Path kept = Files.createTempFile("settlement", ".part");
        try {
            byte[] hash = keep(file, kept);
            return book.write(page -> taken(page, contract, delivery, kept, hash, reader, layout));
        } catch (UncheckedIOException unreadable) {
            throw new Refusal(ErrorCode.MALFORMED, String.valueOf(unreadable.getCause()));
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private static byte[] keep(InputStream file, Path kept) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(kept), digest)) {
                byte[] piece = new byte[BUFFER];
                long size = 0;
                for (int length = file.read(piece); length >= 0; length = file.read(piece)) {
                    size += length;
                    if (size > MOST_BYTES) {
                        throw new Refusal(ErrorCode.TOO_LARGE, Long.toString(MOST_BYTES));
                    }
                    out.write(piece, 0, length);
                }
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Imported taken(
            Page page,
            Contract contract,
            Delivery delivery,
            Path file,
            byte[] hash,
            Reconcilable reader,
            SettlementLayout layout) {
        Instant now = clock.instant();
        Settlement asked = new Settlement(0, contract, delivery.day());
        Optional<Long> claimed = settlements.claim(page, asked, hash, delivery.name(), delivery.operator(), now);
        if (claimed.isEmpty()) {
            return new Imported(settlements.known(page, asked, hash), true);
        }
        Settlement settlement = new Settlement(claimed.get(), contract, delivery.day());
        Comparison comparison = new Comparison(delivery.day(), contract.feePerMille());
        long[] lines = {0};
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            reader.readSettlement(in, layout, line -> {
                lines[0]++;
                write(page, settlement, compared(page, settlement, comparison, line), now);
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        settlements.onlyHub(page, settlement).forEach(line -> write(page, settlement, line, now));
        settlements.finish(page, settlement.importId(), lines[0], now);
        return new Imported(settlement.importId(), false);
    }

    private Compared compared(Page page, Settlement settlement, Comparison comparison, SettlementLine line) {
        return switch (line) {
            case SettlementLine.Unreadable unreadable -> Comparison.unreadable(unreadable);
            case SettlementLine.Row row ->
                row.kind() == SettlementLine.Kind.REFUND
                        ? comparison.refund(row, settlements.bookedRefund(page, settlement, row))
                        : comparison.payment(row, settlements.booked(page, settlement, row));
        };
    }

    private void write(Page page, Settlement settlement, Compared line, Instant now) {
        Long caseId = line.result() == LineClass.MATCHED ? null : Cases.open(page, found(settlement, line), now);
        settlements.insert(page, settlement.importId(), line, caseId);
        if (line.result() == LineClass.STATUS && line.paymentId() != null) {
            orders.pollAt(page, line.paymentId(), now);
        }
        if (line.result() == LineClass.CUT_OFF) {
            closeOnlyHub(page, settlement, line, now);
        }
    }

    /** The day before missed it; today's file has it: that case is solved. */
    private static void closeOnlyHub(Page page, Settlement settlement, Compared line, Instant now) {
        String missed = "settlement:" + settlement.merchant() + ":%:only-hub:" + line.transaction();
        Cases.solve(page, missed, "found in the file of " + settlement.day(), now);
    }

    private static Finding found(Settlement settlement, Compared line) {
        String what = line.transaction() != null
                ? line.transaction()
                : line.reference() != null ? line.reference() : "line " + line.line();
        return new Finding(
                CaseKind.SETTLEMENT,
                "settlement:" + settlement.merchant() + ":" + settlement.day() + ":"
                        + line.result().wire() + ":" + what,
                settlement.gateway(),
                settlement.merchant(),
                line.paymentId(),
                null,
                line.amount() == null ? line.expected() : line.amount(),
                line.result().wire() + " on " + settlement.day() + ", " + what + ": " + line.detail(),
                proposal(line.result()));
    }

    private static @Nullable String proposal(LineClass result) {
        return switch (result) {
            case ONLY_GATEWAY -> "find out who paid for what; refund if it belongs to nobody";
            case ONLY_HUB -> "wait for the next day's file, then claim it from the gateway";
            case STATUS -> "the gateway is being asked about the order";
            case AMOUNT, FEE, REFUND -> "clear it with the gateway";
            case CUT_OFF -> "close it: only the day differs";
            case UNREADABLE -> "ask the gateway for a correct file";
            case MATCHED -> null;
        };
    }
}
