package vn.gov.hanoi.hpasc.hub.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, UNAVAILABLE", // connection broke
        "53100, UNAVAILABLE", // disk full
        "53300, UNAVAILABLE", // too many connections
        "57014, UNAVAILABLE", // a time-out cancelled the statement
        "57P01, UNAVAILABLE", // pg_terminate_backend, shutdown
        "57P03, UNAVAILABLE", // starting up
        "25006, UNAVAILABLE", // a standby
        "25P03, UNAVAILABLE", // idle in transaction too long
        "42P01, UNAVAILABLE", // not migrated yet
        "42703, UNAVAILABLE", // not migrated to the end yet
        "42P10, UNAVAILABLE", // nor its indexes
        "42883, UNAVAILABLE", // nor its functions
        "42501, UNAVAILABLE", // nor its grants
        "40001, COLLISION",
        "40P01, COLLISION",
        "55P03, LOCKED", // a lock not had in time
        "23505, COLLISION", // another transaction took the key first
        "0A000, COLLISION", // cached plan must not change result type
        "26000, COLLISION", // a pooler gave us another session
        "40003, COLLISION",
        "22021, DATA",
        "22P05, DATA",
        "23502, DATA",
        "23514, DATA",
        "54000, DATA", // too large for an index
        "23001, UNKNOWN", // our own trigger: nothing that a sender could do
        "54001, UNKNOWN", // statement too complex: ours
        "XX000, UNKNOWN",
        "XX001, UNKNOWN",
        "P0001, UNKNOWN",
        "21000, UNKNOWN"
    })
    void readsWhatPostgresMeans(String state, StoreFailure meaning) {
        assertThat(StoreFailure.of(new SQLException("failed", state))).isEqualTo(meaning);
    }

    @Test
    void looksAtTheCauseToo() {
        assertThat(StoreFailure.of(new SQLException("wrapped", "22000", new SQLException("gone", "08003"))))
                .isEqualTo(StoreFailure.UNAVAILABLE);
        assertThat(StoreFailure.of(new SQLTransientConnectionException("the pool is empty", "22000")))
                .isEqualTo(StoreFailure.UNAVAILABLE);
    }
}
