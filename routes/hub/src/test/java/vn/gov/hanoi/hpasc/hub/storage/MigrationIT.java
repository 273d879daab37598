package vn.gov.hanoi.hpasc.hub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Brings a database with dossiers, held messages, files and payments of an earlier version up to now. */
class MigrationIT {

    /** A dossier that HPASC core registered, a message held for it, an obligation, a payment and a file. */
    private static final List<String> EARLIER = List.of(
            """
            insert into dossier (code, status, registered_by, procedure_code, handling_agency, receiving_branch,
                                 submitted_at, messages, created_at, updated_at)
            values ('H26.01-251123-0001', 6, '00000000-0000-7000-8000-000000000001', '1.012753', 'H26.13', 'H26.01.3',
                    now(), 3, now(), now()),
                   ('H26.01-251123-0002', null, null, null, null, null, null, 1, now(), now())""",
            // the last two are of a time when nodes could let a code and an alias of the same text both stand
            "insert into dossier_alias values ('SBN-1', 'land-registry', 1), ('H26.01-251123-0001', 'portal', 3)",
            """
            insert into dossier (code, status, registered_by, procedure_code, handling_agency, receiving_branch,
                                 submitted_at, messages, created_at, updated_at)
            values ('H26.01-251123-0003', 1, '00000000-0000-7000-8000-000000000005', '1.012753', 'H26.13', 'H26.01.3',
                    now(), 1, now(), now())""",
            message(5, "H26.01", "submitted", 3, "{\"data\":{}}"),
            message(1, "H26.01", "submitted", 1, """
                    {"data":{"documents":[{"name":"Đơn","mediaType":"application/pdf","sha256":"aa"},{"name":"x"}]}}"""),
            message(2, "H26.13", "obligation-raised", 1, "{\"data\":{}}"),
            message(3, "H26.01", "payment-confirmed", 1, "{\"data\":{}}"),
            message(4, "H26.19", "progressed", 2, "{\"data\":{\"documents\":[{\"sha256\":\"bb\"}]}}"),
            """
            insert into held_message values
                ('00000000-0000-7000-8000-000000000004', 2, 1, 'unknown-dossier', now() + interval '1 day')""",
            """
            insert into obligation (dossier_id, obligation_id, origin, kind, name, amount, raised_by, raised_at, updated_at)
            values (1, 'P-1', 'raised', 'FEE', 'Phí', 100, '00000000-0000-7000-8000-000000000002', now(), now())""",
            """
            insert into obligation_entry (exchange_id, dossier_id, obligation_id, kind, amount, at, counted)
            values ('00000000-0000-7000-8000-000000000003', 1, 'P-1', 'confirmed', 100, now(), true)""",
            "insert into attachment values ('aa', 10, 'text/html', 'H26.01', now())",
            """
            insert into delivery (delivery_id, exchange_id, dossier_id, destination, sequence, state, created_at)
            values ('00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-000000000001', 1, 'land-office', 1,
                    'ready', now())""");

    private static String message(int number, String sender, String what, int dossier, String canonical) {
        return """
                insert into message (exchange_id, source, message_id, digest, type, dossier_id, position, occurred_at,
                    accepted_at, protocol, canonical, received, received_media_type, batch_id, leaf_index, leaf_path,
                    destinations, sequences)
                values ('00000000-0000-7000-8000-00000000000%d', '/agencies/%s', 'm-%d', '', 'vn.%s.v1', %d, %d, now(), now(),
                    'REST', convert_to('%s', 'UTF8'), '', 'application/json', gen_random_uuid(), 0, '', '{}', '{}')""".formatted(number, sender, number, what, dossier, number, canonical);
    }

    @Test
    void givesEarlierRowsTheirRegistrantsSendersFilesAndRaisers() {
        String url = SharedPostgres.empty();
        migrate(url, "6");
        try (HikariDataSource owner = SharedPostgres.ownerPool(url)) {
            Rows rows = new Rows(owner);
            EARLIER.forEach(sql -> rows.run(sql));

            migrate(url, "latest");

            assertThat(rows.column(
                            String.class, "select registrant from dossier where held_for is null order by dossier_id"))
                    .containsExactly("H26.01", null, "H26.01");
            assertThat(rows.all("""
                            select d.code, d.held_for, d.messages, m.message_id from held_message h
                            join dossier d on d.dossier_id = h.dossier_id
                            join message m on m.exchange_id = h.exchange_id and m.dossier_id = d.dossier_id"""))
                    .as("what waits for a dossier waits apart from it")
                    .containsExactly(Map.of(
                            "code", "H26.01-251123-0002", "held_for", "H26.19", "messages", 1L, "message_id", "m-4"));
            assertThat(rows.column(String.class, "select sender from held_message"))
                    .containsExactly("H26.19");
            assertThat(rows.all("select dossier_id, sha256, media_type, said_by from dossier_file"))
                    .as("what is held belongs to no dossier yet")
                    .containsExactly(Map.of(
                            "dossier_id", 1L, "sha256", "aa", "media_type", "application/pdf", "said_by", "H26.01"));
            assertThat(rows.all("select agency, media_type from attachment_upload"))
                    .containsExactly(Map.of("agency", "H26.01", "media_type", "text/html"));
            assertThat(rows.column(String.class, "select raiser from obligation"))
                    .containsExactly("H26.13");
            assertThat(rows.column(String.class, "select teller from obligation_entry"))
                    .containsExactly("H26.01");
            assertThat(rows.column(String.class, "select sender from delivery")).containsExactly("H26.01");
            assertThat(rows.column(
                            Long.class,
                            "select dossier_named(n) from unnest('{SBN-1,H26.01-251123-0001,none}'::text[]) n"))
                    .containsExactly(1L, 1L, null);
            assertThat(rows.all("select name, nth, system, dossier_id from dossier_name order by name, nth"))
                    .extracting(row -> row.get("name") + " " + row.get("nth") + " " + row.get("system"))
                    .containsExactly(
                            "H26.01-251123-0001 1 null",
                            "H26.01-251123-0001 2 portal",
                            "H26.01-251123-0002 1 null",
                            "H26.01-251123-0003 1 null",
                            "SBN-1 1 land-registry");
            assertThat(rows.all("select name, dossier, hidden from shared_name order by hidden"))
                    .as("an operator sees what stands in each other's way")
                    .containsExactly(
                            Map.of("name", "H26.01-251123-0001", "dossier", "H26.01-251123-0001", "hidden", false),
                            Map.of("name", "H26.01-251123-0001", "dossier", "H26.01-251123-0003", "hidden", true));
        }
    }

    private static void migrate(String url, String target) {
        Flyway.configure()
                .dataSource(
                        url,
                        SharedPostgres.owner().user(),
                        SharedPostgres.owner().password())
                .target(target)
                .load()
                .migrate();
    }
}
