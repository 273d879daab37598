package vn.gov.hanoi.hpasc.hub.payment.book;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;

/** The table {@code payment_request}: what was asked under which {@code Idempotency-Key}. */
public final class RequestTable {

    /**
     * A request.
     *
     * @param scope {@code payments}, or {@code refunds/<payment>}
     * @param digest of what is asked, in hex
     */
    public record Request(String agency, String scope, String key, String digest) {}

    /**
     * Claims the key for a new result.
     *
     * @return what the key stands for already; empty when it is new, and then it stands for {@code result}
     */
    public Optional<Known> claim(Page page, Request request, String result, Instant now) {
        boolean fresh = page.sql("""
                        insert into payment_request (agency, scope, key, digest, result, created_at)
                        values (:agency, :scope, :key, :digest, :result, :now)
                        on conflict (agency, scope, key) do nothing""")
                        .param("agency", request.agency())
                        .param("scope", request.scope())
                        .param("key", request.key())
                        .param("digest", bytes(request.digest()))
                        .param("result", result)
                        .param("now", at(now))
                        .update()
                == 1;
        if (fresh) {
            return Optional.empty();
        }
        return Optional.of(page.sql("""
                        select digest, result from payment_request
                        where agency = :agency and scope = :scope and key = :key""")
                .param("agency", request.agency())
                .param("scope", request.scope())
                .param("key", request.key())
                .query((row, n) ->
                        new Known(MessageDigest.isEqual(row.getBytes(1), bytes(request.digest())), row.getString(2)))
                .single());
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    /** What a key stands for. */
    public record Known(boolean sameContent, String result) {}
}
