package vn.gov.hanoi.hpasc.hub.tax;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Where rows arrive, all of a call in one transaction, and where a person decides about those that cannot go on. */
public final class TaxDesk {

    private final Book book;
    private final TaxPublisher publisher;
    private final TaxTable table = new TaxTable();
    private final Clock clock;

    TaxDesk(Book book, TaxPublisher publisher, Clock clock) {
        this.book = book;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Refuses what nobody could be told: in whose name it would be said. */
    public void mustBeOpen() {
        if (!publisher.canSpeak()) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
    }

    /**
     * Takes the rows of a call.
     *
     * @param decided what else is written with them
     * @return each row in its place, as it is once it was said, or could not be
     */
    public List<TaxRow> take(UUID callId, List<TaxItem> items, java.util.function.Consumer<Page> decided) {
        Instant now = clock.instant();
        List<UUID> ids = book.write(page -> {
            table.lock(page);
            TaxBooks books = table.books(page, items, now);
            List<TaxBooks.Seen> seen = new ArrayList<>();
            items.forEach(item -> seen.add(books.take(item)));
            table.write(page, books);
            table.sighted(page, callId, seen, now);
            decided.accept(page);
            return seen.stream().map(one -> one.row().id()).toList();
        });
        publisher.say(table, ids);
        Map<UUID, TaxRow> rows = book
                .write(page -> table.find(page, ids.stream().distinct().toList()))
                .stream()
                .collect(Collectors.toMap(TaxRow::id, Function.identity()));
        return ids.stream().map(rows::get).toList();
    }

    /** Takes up rows whose dossier is there by now, and says what is to be said. */
    void goOn() {
        boolean more = book.write(page -> !table.comeTrue(page).isEmpty());
        if (more) {
            book.write(page -> {
                table.lock(page);
                List<TaxRow> rows = table.comeTrue(page);
                TaxBooks books =
                        table.books(page, rows.stream().map(TaxRow::item).toList(), clock.instant());
                rows.forEach(books::takeUp);
                table.write(page, books);
                return rows.size();
            });
        }
        publisher.sayDue(table);
    }

    /** Puts a conflicting row in the place of the one before, or says one again that was refused. */
    public void accept(UUID rowId, String operator, String why) {
        book.write(page -> {
            TaxRow row = decidable(page, rowId, TaxState.READY);
            TaxBooks books = table.books(page, List.of(row.item()), clock.instant());
            if (row.item().fact() == null || row.dossier() == null) {
                throw new Refusal(ErrorCode.ILLEGAL_STATE, "the row says nothing that could be accepted");
            }
            if (row.state() == TaxState.CONFLICT) {
                books.replace(row);
            } else {
                books.again(row);
            }
            table.write(page, books);
            table.decidedBy(page, row, operator, why);
            return row;
        });
        goOn();
    }

    /** Puts a row aside. */
    public void dismiss(UUID rowId, String operator, String why) {
        book.write(page -> {
            TaxRow row = decidable(page, rowId, TaxState.DISMISSED);
            table.dismissed(page, row);
            table.decidedBy(page, row, operator, why);
            return row;
        });
    }

    private TaxRow decidable(Page page, UUID rowId, TaxState next) {
        table.lock(page);
        TaxRow row = table.find(page, rowId);
        if (row == null) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        if ((row.state() == TaxState.WAITING && next == TaxState.READY)
                || !row.state().mayBecome(next)) {
            throw new Refusal(ErrorCode.ILLEGAL_STATE, row.state().wire());
        }
        return row;
    }
}
