package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFacts;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Parcel;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.Procedure;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;

/** Messages in the land registry's words. Which message becomes which call: see RATIONALE.md. */
final class LandRegistryMapper {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final LandRegistryProperties properties;
    private final Communes communes;
    private final DateTimeFormatter times;

    LandRegistryMapper(LandRegistryProperties properties, Communes communes) {
        this.properties = properties;
        this.communes = communes;
        this.times = DateTimeFormatter.ofPattern(properties.fields().timePattern())
                .withZone(properties.fields().zone());
    }

    /** What is to be told of {@code delivery}. */
    LandStep step(Delivery delivery, LandDossiers dossiers) {
        MessageType type = delivery.message().type();
        LandOperation operation = properties.telling(type);
        LandFacts facts = dossiers.facts(delivery.dossierCode());
        MessageData data = delivery.message().data();
        if (operation == LandOperation.NOTHING) {
            return new LandStep.Nothing("nothing to the land registry: " + type.what());
        }
        if (data instanceof PaymentConfirmed paid && facts.isFee(paid.obligationId())) {
            return new LandStep.Nothing("a fee of the submission, paid at the one-stop");
        }
        LandPapers papers = new LandPapers(dossiers);
        ObjectNode body = JSON.objectNode();
        LandFit fit = new LandFit(properties, operation);
        switch (data) {
            case Submitted submitted -> {
                List<String> open = openFees(facts);
                if (!open.isEmpty()) {
                    return new LandStep.Unfit(ErrorCode.WAITS_FOR_PAYMENT, String.join(", ", open));
                }
                intake(body, delivery, submitted, facts, papers, fit);
            }
            case Returned returned -> {
                body.put("SoBienNhan", receiptNumber(delivery, facts));
                put(body, "NgayTra", returned.returnedAt());
            }
            default -> told(operation, body, delivery, facts, papers);
        }
        if (properties.missingFiles() == LandRegistryProperties.MissingFiles.PARK) {
            papers.omitted().forEach(name -> fit.add("the file of a paper is not kept by the hub: " + name));
        }
        fit.check(body);
        return fit.findings().isEmpty()
                ? new LandStep.Call(operation, body, papers.files(), papers.omitted())
                : new LandStep.Unfit(
                        ErrorCode.UNFIT_FOR_DESTINATION,
                        HttpStatusOutcome.shortened(String.join("; ", fit.findings())));
    }

    private static String receiptNumber(Delivery delivery, LandFacts facts) {
        return Objects.requireNonNullElse(facts.receiptNumber(), delivery.dossierCode());
    }

    private List<String> openFees(LandFacts facts) {
        return facts.owed().stream()
                .filter(owed -> owed.fee() && owed.outstanding() > 0 && properties.beforeIntake(owed.id()))
                .map(owed -> owed.id() + " " + owed.outstanding() + " VND")
                .toList();
    }

    private void intake(
            ObjectNode body, Delivery delivery, Submitted submitted, LandFacts facts, LandPapers papers, LandFit fit) {
        Procedure procedure = submitted.procedure();
        String code = procedure.code().procedure().value();
        body.put("LaQuyTrinhCapTinh", !properties.process().ofCommunes().contains(code));
        place(body, submitted.parcel(), fit);
        body.put("SoBienNhan", receiptNumber(delivery, facts));
        body.put("MaHoSoMotCua", delivery.dossierCode());
        put(body, "NguoiTiepNhan", facts.receivedBy());
        put(body, "NgayTiepNhan", Objects.requireNonNullElse(submitted.receivedAt(), submitted.submittedAt()));
        put(body, "NgayHenTra", submitted.dueAt() == null ? facts.dueAt() : submitted.dueAt());
        put(
                body,
                "DiaChiTaiSan",
                submitted.parcel() == null ? null : submitted.parcel().address());
        body.set("ThongTinNguoiNopDon", person(submitted.applicant()));
        ObjectNode process = body.putObject("ThongTinQuyTrinh");
        process.put("MaQuyTrinh", properties.process().codes().getOrDefault(code, code));
        put(process, "TenQuyTrinh", procedure.name() == null ? facts.procedureName() : procedure.name());
        ArrayNode parcels = body.putArray("ThongTinThuaDat");
        if (submitted.parcel() != null) {
            parcels.add(parcel(submitted.parcel()));
        }
        body.set("DanhSachGiayToDinhKem", papers.of(submitted.documents()));
    }

    private void place(ObjectNode body, @Nullable Parcel parcel, LandFit fit) {
        id(body, "TinhId", properties.province());
        if (parcel == null) {
            fit.add("the dossier names no parcel, so nobody knows the commune");
            return;
        }
        String district = communes.districtOf(parcel.communeCode()).orElse(null);
        if (district == null) {
            fit.add("no former district is known of the commune " + parcel.communeCode());
        } else {
            id(body, "HuyenId", district);
        }
        id(body, "XaId", parcel.communeCode());
    }

    private void id(ObjectNode body, String field, String code) {
        switch (properties.idsWritten()) {
            case NUMBER -> {
                // a code that is no number is no commune of the table either, and was found wanting above
                if (code.matches("\\d{1,9}")) {
                    body.put(field, Integer.parseInt(code));
                }
            }
            case TEXT -> body.put(field, code);
        }
    }

    private static ObjectNode person(Applicant applicant) {
        ObjectNode person = JSON.objectNode();
        put(person, "HoTen", applicant.fullName());
        put(person, "SoChungMinh", applicant.identityNumber());
        put(person, "DiaChiChiTiet", applicant.address());
        put(person, "SoDienThoai", applicant.phone());
        put(person, "Email", applicant.email());
        return person;
    }

    private static ObjectNode parcel(Parcel parcel) {
        ObjectNode said = JSON.objectNode();
        put(said, "SoThuTuThua", parcel.parcelNumber());
        put(said, "SoHieuBanDo", parcel.mapSheet());
        put(said, "DienTich", parcel.areaSquareMetres());
        put(said, "DiaChiChiTiet", parcel.address());
        return said;
    }

    /** What has a text, and perhaps papers. */
    private void told(LandOperation operation, ObjectNode body, Delivery delivery, LandFacts facts, LandPapers papers) {
        MessageData data = delivery.message().data();
        body.put("SoBienNhan", receiptNumber(delivery, facts));
        ArrayNode documents = data instanceof Supplemented supplemented ? papers.of(supplemented.documents()) : null;
        boolean feedback = operation == LandOperation.FEEDBACK;
        if (!feedback) {
            Instant promise = data instanceof Supplemented supplemented ? supplemented.dueAt() : null;
            put(body, "NgayHenTraMoi", promise == null ? facts.dueAt() : promise);
        }
        put(body, feedback ? "NoiDung" : "GhiChu", text(data, facts));
        if (documents != null) {
            body.set(feedback ? "DanhSachGiayToDinhKem" : "DanhSachGiayToBoSung", documents);
        }
    }

    private @Nullable String text(MessageData data, LandFacts facts) {
        return switch (data) {
            case Supplemented supplemented -> supplemented.note();
            case PaymentConfirmed paid ->
                "Đã nộp %d VND cho nghĩa vụ %s lúc %s%s; còn phải nộp %d VND"
                        .formatted(
                                paid.amount().amount(),
                                paid.obligationId(),
                                times.format(paid.paidAt()),
                                paid.receipt() == null ? "" : ", biên lai " + paid.receipt(),
                                facts.outstanding());
            case PaymentRefunded refunded ->
                "Đã hoàn %d VND của nghĩa vụ %s".formatted(refunded.amount().amount(), refunded.obligationId());
            case Withdrawn withdrawn ->
                withdrawn.reason() == null ? "Công dân rút hồ sơ" : "Công dân rút hồ sơ: " + withdrawn.reason();
            case Reopened reopened -> reopened.reason();
            case RevocationRequested asked ->
                "Đề nghị thu hồi phiếu chuyển thông tin của nghĩa vụ %s: %s"
                        .formatted(asked.obligationId(), asked.reason());
            default -> null;
        };
    }

    private void put(ObjectNode body, String field, @Nullable Instant time) {
        if (time != null) {
            body.put(field, times.format(time));
        }
    }

    private static void put(ObjectNode body, String field, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            body.put(field, text);
        }
    }
}
