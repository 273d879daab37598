package vn.gov.hanoi.hpasc.connectors.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DeliveryParked;
import vn.gov.hanoi.hpasc.dossier.DeliveryRefused;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.ReturnMethod;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.SupplementItem;
import vn.gov.hanoi.hpasc.dossier.SupplementRequested;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;

/**
 * A message about a dossier: {@code aMessage().about(code).from("H26.13").progressed(DossierStatus.IN_PROCESS).build()}.
 * With nothing said it is a submission from the HPASC core about a new dossier.
 */
public final class MessageBuilder {

    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", "Chuyên viên", "Phòng Đăng ký đất đai");

    private AgencySource source = new AgencySource(new AgencyCode("H26.01"));
    private String id = UUID.randomUUID().toString();
    private Instant time = Instant.parse("2026-11-23T01:20:00Z");
    private String subject;
    private @Nullable UUID corrects;
    private MessageType type = MessageType.SUBMITTED;
    private MessageData data;

    private MessageBuilder(DossierBuilder dossier) {
        this.subject = dossier.newCode();
        this.data = dossier.build();
    }

    public static MessageBuilder aMessage() {
        return new MessageBuilder(DossierBuilder.aDossier());
    }

    /** The submission of {@code dossier}. */
    public static MessageBuilder aSubmission(DossierBuilder dossier) {
        return new MessageBuilder(dossier);
    }

    public MessageBuilder from(String agency) {
        this.source = new AgencySource(new AgencyCode(agency));
        return this;
    }

    public MessageBuilder id(String id) {
        this.id = id;
        return this;
    }

    public MessageBuilder at(Instant time) {
        this.time = time;
        return this;
    }

    public MessageBuilder about(String dossier) {
        this.subject = dossier;
        return this;
    }

    public MessageBuilder correcting(UUID exchangeId) {
        this.corrects = exchangeId;
        return this;
    }

    public MessageBuilder progressed(DossierStatus status) {
        return with(MessageType.PROGRESSED, new Progressed(status, OFFICER, "Đã chuyển xử lý", time, null, null));
    }

    public MessageBuilder supplementRequested() {
        SupplementItem item = new SupplementItem("Bản sao căn cước công dân", "TP-02", "Bản chụp bị mờ");
        return with(
                MessageType.SUPPLEMENT_REQUESTED,
                new SupplementRequested(
                        "Thành phần hồ sơ chưa đầy đủ", List.of(item), OFFICER, time.plus(Duration.ofDays(5))));
    }

    public MessageBuilder resolved() {
        DocumentReference certificate = new DocumentReference(
                "Giấy chứng nhận quyền sử dụng đất", "application/pdf", "cd".repeat(32), 402_113L, null, "CN 01234567");
        return with(
                MessageType.RESOLVED,
                new Resolved(Resolution.GRANTED, "1234/QĐ-SNNMT", time, OFFICER, List.of(certificate), null));
    }

    public MessageBuilder withdrawn() {
        return with(MessageType.WITHDRAWN, new Withdrawn("Công dân xin rút hồ sơ", time));
    }

    /** One message of each type, in the order of the types, about one dossier. */
    public static List<DossierMessage> oneOfEachType() {
        MessageBuilder any = aMessage();
        return Arrays.stream(MessageType.values())
                .map(type -> aMessage()
                        .about(any.subject)
                        .with(type, any.dataOf(type))
                        .build())
                .toList();
    }

    private MessageData dataOf(MessageType type) {
        Vnd fee = new Vnd(120_000);
        UUID refused = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
        return switch (type) {
            case SUBMITTED -> DossierBuilder.aDossier().build();
            case PROGRESSED -> progressed(DossierStatus.IN_PROCESS).data;
            case SUPPLEMENT_REQUESTED -> supplementRequested().data;
            case SUPPLEMENTED ->
                new Supplemented(
                        List.of(new DocumentReference("Bản sao căn cước", null, null, null, null, null)),
                        null,
                        null,
                        "Nộp tại quầy");
            case OBLIGATION_RAISED ->
                new ObligationRaised("PHI-1", ChargeKind.FEE, "Phí thẩm định", fee, time, "12/TB", null, null);
            case PAYMENT_CONFIRMED -> new PaymentConfirmed("PHI-1", fee, time, "QR", "TX-1", "BL-1");
            case PAYMENT_REFUNDED -> new PaymentRefunded("PHI-1", fee, time, "QR", "TX-2", "Thu thừa");
            case RESOLVED -> resolved().data;
            case RETURNED -> new Returned(ReturnMethod.COUNTER, time, "Người nộp", null);
            case WITHDRAWN -> withdrawn().data;
            case REOPENED -> new Reopened("Sai thông tin thửa đất", DossierStatus.ACCEPTED, OFFICER);
            case REVOCATION_REQUESTED -> new RevocationRequested("PHI-1", "Hồ sơ đã rút");
            case REVOKED -> new Revoked("PHI-1", RevocationDecision.REVOKED, null);
            case DELIVERY_REFUSED -> new DeliveryRefused(refused, "m-1", "land-office", "HUB-600", "Thiếu giấy tờ");
            case DELIVERY_PARKED -> new DeliveryParked(refused, "m-1", "land-office", "HUB-600", "Thiếu giấy tờ");
        };
    }

    public MessageBuilder with(MessageType type, MessageData data) {
        this.type = type;
        this.data = data;
        return this;
    }

    public DossierMessage build() {
        return new DossierMessage(source, id, type, subject, time, corrects, data);
    }
}
