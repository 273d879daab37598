package vn.gov.hanoi.hpasc.hub.proof;

import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;

/** A dossier of a test, with a code nobody else has, and the messages of its life. */
final class Dossier {

    /** The HPASC core: REST, and the reception point in most tests. */
    static final String CORE = "H26.01";

    /** A ward as reception point: fetches. */
    static final String WARD = "H26.103";

    private final Department department;
    private final String code;
    private final DossierBuilder content;
    private final Instant time;

    private Dossier(Department department, Instant time) {
        this.department = department;
        this.content = aDossier()
                .procedure(department.procedure(), department.procedureName())
                .handledBy(department.agency());
        this.code = content.newCode();
        this.time = time;
    }

    static Dossier of(Department department) {
        return new Dossier(department, Instant.parse("2025-11-24T01:20:00Z"));
    }

    String code() {
        return code;
    }

    Department department() {
        return department;
    }

    /** As taken in by the HPASC core. */
    DossierMessage submitted() {
        return submittedBy(CORE);
    }

    DossierMessage submittedBy(String agency) {
        return MessageBuilder.aSubmission(content)
                .about(code)
                .at(time)
                .from(agency)
                .build();
    }

    /** As the HPASC core submits it when it knows another code of it. */
    DossierMessage submittedAlsoKnownAs(String alias) {
        Submitted plain = content.build();
        Submitted named = new Submitted(
                plain.procedure(),
                plain.applicant(),
                plain.receivingBranch(),
                plain.handlingAgency(),
                plain.channel(),
                plain.submittedAt(),
                plain.receivedAt(),
                plain.dueAt(),
                plain.summary(),
                plain.documents(),
                plain.fees(),
                plain.parcel(),
                List.of(new Alias("land-registry", alias)),
                plain.note());
        return about().from(CORE).with(MessageType.SUBMITTED, named).build();
    }

    /** The submission again, put right, in the place of the one that was refused. */
    DossierMessage corrected(UUID refused) {
        return about().from(CORE)
                .correcting(refused)
                .with(MessageType.SUBMITTED, content.note("Đã sửa số tờ bản đồ").build())
                .build();
    }

    DossierMessage progressed(DossierStatus status) {
        return fromDepartment().progressed(status).build();
    }

    DossierMessage supplementRequested() {
        return fromDepartment().supplementRequested().build();
    }

    DossierMessage resolved() {
        return fromDepartment().resolved().build();
    }

    DossierMessage supplemented() {
        return supplementedBy(CORE);
    }

    DossierMessage supplementedBy(String agency) {
        DocumentReference copy =
                new DocumentReference("Bản sao căn cước", "application/pdf", "ef".repeat(32), 90_112L, "TP-02", null);
        return about().from(agency)
                .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(copy), null, null, "Đã bổ sung"))
                .build();
    }

    DossierMessage withdrawn() {
        return about().from(CORE).withdrawn().build();
    }

    private MessageBuilder fromDepartment() {
        return about().from(department.agency());
    }

    /** A message about it, from nobody yet. */
    MessageBuilder about() {
        return MessageBuilder.aMessage().about(code).at(time);
    }

    /** The content, to be submitted again with changes. */
    DossierBuilder content() {
        return content;
    }
}
