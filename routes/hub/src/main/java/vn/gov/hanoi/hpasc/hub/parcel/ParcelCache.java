package vn.gov.hanoi.hpasc.hub.parcel;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The table {@code parcel_cache}. While PostgreSQL is away nothing is known. */
final class ParcelCache {

    private static final Logger LOG = LoggerFactory.getLogger(ParcelCache.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Book book;
    private final Store store;

    ParcelCache(Book book, Store store) {
        this.book = book;
        this.store = store;
    }

    /**
     * What was said.
     *
     * @param land null when there is no such parcel
     */
    record Said(@Nullable LandRecord land, Instant at) {}

    Optional<Said> find(String key) {
        if (!store.ready()) {
            return Optional.empty();
        }
        try {
            return book.write(page -> page.sql("select fetched_at, content from parcel_cache where cache_key = :key")
                    .param("key", key)
                    .query((row, n) -> new Said(
                            read(row.getString("content")),
                            row.getObject("fetched_at", OffsetDateTime.class).toInstant()))
                    .optional());
        } catch (StoreUnavailable | IllegalStateException away) {
            LOG.atDebug().setCause(away).log("parcel.cache-away");
            return Optional.empty();
        }
    }

    void keep(String key, Said said) {
        if (!store.ready()) {
            return;
        }
        try {
            book.write(page -> page.sql("""
                insert into parcel_cache (cache_key, fetched_at, content)
                values (:key, :at, cast(:content as jsonb))
                on conflict (cache_key) do update
                set fetched_at = excluded.fetched_at, content = excluded.content
                where parcel_cache.fetched_at <= excluded.fetched_at\
                """)
                    .param("key", key)
                    .param("at", at(said.at()))
                    .param("content", said.land() == null ? null : write(said.land()))
                    .update());
        } catch (StoreUnavailable | IllegalStateException away) {
            LOG.atDebug().setCause(away).log("parcel.cache-away");
        }
    }

    void forgetBefore(Instant oldest) {
        if (!store.ready()) {
            return;
        }
        try {
            book.write(page -> page.sql("delete from parcel_cache where fetched_at < :oldest")
                    .param("oldest", at(oldest))
                    .update());
        } catch (StoreUnavailable away) {
            // next time
        }
    }

    private static @Nullable LandRecord read(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, LandRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored parcel cannot be read", e);
        }
    }

    private static String write(LandRecord land) {
        try {
            return JSON.writeValueAsString(land).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
