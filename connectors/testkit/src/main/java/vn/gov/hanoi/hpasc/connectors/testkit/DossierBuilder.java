package vn.gov.hanoi.hpasc.connectors.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.ApplicantKind;
import vn.gov.hanoi.hpasc.dossier.Channel;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.Fee;
import vn.gov.hanoi.hpasc.dossier.Parcel;
import vn.gov.hanoi.hpasc.dossier.Procedure;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** A dossier as a branch would take it in: {@code aDossier().online().build()}. */
public final class DossierBuilder {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private Instant submittedAt = Instant.parse("2026-11-23T01:15:00Z");
    private AgencyCode receivingBranch = new AgencyCode("H26.103.25");
    private String procedure = "1.012753";
    private String procedureName = "Đăng ký đất đai, cấp Giấy chứng nhận lần đầu";
    private @Nullable AgencyCode handlingAgency = new AgencyCode("H26.13");
    private String applicant = "Nguyễn Thị Hồng Nhung";
    private Channel channel = Channel.COUNTER;
    private @Nullable Parcel parcel =
            new Parcel("00070", "37", "112", null, "86.4", "Ngõ 12 phố Láng Hạ, phường Láng, Hà Nội");
    private String note = "";
    private final List<Alias> aliases = new ArrayList<>();

    private DossierBuilder() {}

    public static DossierBuilder aDossier() {
        return new DossierBuilder();
    }

    public DossierBuilder submittedAt(Instant submittedAt) {
        this.submittedAt = submittedAt;
        return this;
    }

    public DossierBuilder at(String receivingBranch) {
        this.receivingBranch = new AgencyCode(receivingBranch);
        return this;
    }

    public DossierBuilder procedure(String code, String name) {
        this.procedure = code;
        this.procedureName = name;
        this.parcel = null;
        return this;
    }

    /** {@code null} leaves it to the routing table. */
    public DossierBuilder handledBy(@Nullable String agency) {
        this.handlingAgency = agency == null ? null : new AgencyCode(agency);
        return this;
    }

    public DossierBuilder of(String applicant) {
        this.applicant = applicant;
        return this;
    }

    public DossierBuilder online() {
        this.channel = Channel.ONLINE;
        return this;
    }

    public DossierBuilder note(String note) {
        this.note = note;
        return this;
    }

    /** Another code of the dossier, in some other system. */
    public DossierBuilder alias(String system, String code) {
        aliases.add(new Alias(system, code));
        return this;
    }

    /** A code no other call of this JVM gets, issued by the receiving branch. */
    public String newCode() {
        return "%s-%s-%04d".formatted(receivingBranch, DATE.format(submittedAt), NUMBERS.incrementAndGet());
    }

    public Submitted build() {
        return new Submitted(
                new Procedure(new ProcedureCode(procedure), procedureName),
                new Applicant(
                        ApplicantKind.CITIZEN,
                        applicant,
                        "001187012345",
                        null,
                        null,
                        "Số 5, ngõ 12 phố Láng Hạ, phường Láng, Hà Nội",
                        "0912345678",
                        null,
                        null),
                receivingBranch,
                handlingAgency,
                channel,
                submittedAt,
                submittedAt.plus(Duration.ofMinutes(4)),
                submittedAt.plus(Duration.ofDays(20)),
                "Đề nghị: " + procedureName,
                List.of(new DocumentReference(
                        "Đơn đề nghị", "application/pdf", "ab".repeat(32), 184_320L, "TP-01", "01/ĐK")),
                List.of(new Fee("LP-01", "Lệ phí thẩm định", ChargeKind.FEE, new Vnd(120_000))),
                parcel,
                aliases.isEmpty() ? null : List.copyOf(aliases),
                note.isEmpty() ? null : note);
    }
}
