package vn.gov.hanoi.hpasc.hub.callback.tax;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.hub.tax.TaxFact;
import vn.gov.hanoi.hpasc.hub.tax.TaxItem;
import vn.gov.hanoi.hpasc.hub.tax.TaxKind;
import vn.gov.hanoi.hpasc.hub.tax.TaxReason;

/**
 * Reads a row, exactly or not at all: what has another shape than agreed is said to have it, and nothing is put in its place.
 */
final class TaxMapper {

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_NAME = 500;
    private static final long LARGEST = 1L << 53;

    private final DateTimeFormatter dates;
    private final DateTimeFormatter times;
    private final ZoneId zone;
    private final String thousands;
    private final TaxCallbackProperties.Optional optional;

    TaxMapper(TaxCallbackProperties properties) {
        this.dates = strict(properties.datePattern());
        this.times = strict(properties.timePattern());
        this.zone = properties.zone();
        this.thousands = properties.thousands();
        this.optional = properties.optional();
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu")).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Ends the reading of a row. */
    private static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final TaxReason reason;

        Bad(TaxReason reason) {
            super(reason.wire(), null, false, false);
            this.reason = reason;
        }
    }

    TaxItem notice(Map<String, String> row) {
        Map<String, String> said = new LinkedHashMap<>();
        row.forEach((name, text) -> said.put(cut(name), normal(text.replace(NoticeFile.TWICE, ""))));
        if (row.values().stream().anyMatch(NoticeFile::twice)) {
            return new TaxItem(TaxKind.NOTICE, null, null, TaxReason.FIELD_TWICE, said);
        }
        try {
            String dossier = dossier(said.get(NoticeFile.DOSSIER));
            return new TaxItem(TaxKind.NOTICE, dossier, notice(said, code(said.get("SO_QUYET_DINH"))), null, said);
        } catch (Bad bad) {
            return new TaxItem(TaxKind.NOTICE, dossierOrNull(said.get(NoticeFile.DOSSIER)), null, bad.reason, said);
        }
    }

    private TaxFact notice(Map<String, String> said, String number) {
        String due = present(said.get(optional.due()));
        return new TaxFact.Notice(
                number,
                name(said.get("TEN_TIEUMUC")),
                amount(said.get("SO_TIEN")),
                date(said.get("NGAY_QUYET_DINH")),
                optionalCode(said.get("MA_SO_THUE")),
                due == null ? null : endOf(date(due)),
                payee(said));
    }

    /** Until the end of that day. */
    private Instant endOf(LocalDate day) {
        return day.atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
    }

    private @Nullable Payee payee(Map<String, String> said) {
        String account = present(said.get(optional.account()));
        String holder = present(said.get(optional.holder()));
        if (account == null || holder == null) {
            return null;
        }
        String bank = present(said.get(optional.bank()));
        if (account.length() > 50 || bank != null && bank.length() > 50 || holder.length() > LONGEST_NAME) {
            throw new Bad(TaxReason.TOO_LONG);
        }
        return new Payee(account, bank, holder);
    }

    TaxItem voucher(JsonNode data) {
        Map<String, String> said = new LinkedHashMap<>();
        flatten("", data, said);
        String dossier = said.get("MaHoSo");
        try {
            return new TaxItem(TaxKind.VOUCHER, dossier(dossier), voucher(said), null, said);
        } catch (Bad bad) {
            return new TaxItem(TaxKind.VOUCHER, dossierOrNull(dossier), null, bad.reason, said);
        }
    }

    private TaxFact voucher(Map<String, String> said) {
        String payment = "ThongTinThanhToan.";
        String number = code(said.get(payment + "MaThongBaoThue"));
        long amount = amount(said.get(payment + "SoTien"));
        Instant paidAt = time(said.get(payment + "ThoiGianThanhToan"));
        String status = present(said.get(payment + "TrangThaiThanhToan"));
        if (amount == 0) {
            throw new Bad(TaxReason.BAD_AMOUNT);
        }
        if (status == null || status.length() > 20) {
            throw new Bad(TaxReason.TOO_LONG);
        }
        return new TaxFact.Voucher(number, amount, paidAt, status, present(said.get("UrlFileChungTu")));
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        node.properties().forEach(field -> {
            String name = cut(prefix + field.getKey());
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(name + ".", value, into);
            } else if (!value.isNull()) {
                into.put(name, normal(value.isValueNode() ? value.asText() : value.toString()));
            }
        });
    }

    // ── One field each
    // ────────────────────────────────────────────────────────────────────────────────────────────────

    private static String dossier(@Nullable String text) {
        String dossier = dossierOrNull(text);
        if (dossier == null) {
            throw new Bad(present(text) == null ? TaxReason.NO_DOSSIER : TaxReason.TOO_LONG);
        }
        return dossier;
    }

    /** In one notation; another system's code as it is, for it may be an alias. */
    private static @Nullable String dossierOrNull(@Nullable String text) {
        String code = present(text);
        if (code == null || code.length() > LONGEST_CODE || !clean(code)) {
            return null;
        }
        try {
            return new DossierCode(code).value();
        } catch (IllegalArgumentException alias) {
            return code;
        }
    }

    private static String code(@Nullable String text) {
        String code = present(text);
        if (code == null) {
            throw new Bad(TaxReason.NO_NUMBER);
        }
        return fit(code, LONGEST_CODE);
    }

    private static @Nullable String optionalCode(@Nullable String text) {
        String code = present(text);
        return code == null ? null : fit(code, LONGEST_CODE);
    }

    private static String name(@Nullable String text) {
        String name = present(text);
        if (name == null) {
            throw new Bad(TaxReason.NO_NAME);
        }
        return fit(name, LONGEST_NAME);
    }

    private static String fit(String text, int most) {
        if (text.length() > most || !clean(text)) {
            throw new Bad(TaxReason.TOO_LONG);
        }
        return text;
    }

    private static boolean clean(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFE || c == 0xFFFF);
    }

    /** Digits, or groups of three with the agreed mark: nothing else is an amount, least of all nothing. */
    long amount(@Nullable String text) {
        String written = present(text);
        if (written == null || written.length() > 30) {
            throw new Bad(TaxReason.BAD_AMOUNT);
        }
        String mark = java.util.regex.Pattern.quote(thousands);
        boolean grouped = !thousands.isEmpty() && written.matches("[1-9][0-9]{0,2}(" + mark + "[0-9]{3})+");
        String digits = grouped ? written.replace(thousands, "") : written;
        if (!digits.matches("[0-9]{1,16}") || Long.parseLong(digits) > LARGEST) {
            throw new Bad(TaxReason.BAD_AMOUNT);
        }
        return Long.parseLong(digits);
    }

    private LocalDate date(@Nullable String text) {
        try {
            return between(LocalDate.parse(text == null ? "" : text, dates));
        } catch (DateTimeException e) {
            throw new Bad(TaxReason.BAD_DATE);
        }
    }

    private Instant time(@Nullable String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text == null ? "" : text, times);
            between(time.toLocalDate());
            return time.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Bad(TaxReason.BAD_DATE);
        }
    }

    private static LocalDate between(LocalDate day) {
        if (day.getYear() < 1990 || day.getYear() > 2200) {
            throw new Bad(TaxReason.BAD_DATE);
        }
        return day;
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String normal(String text) {
        return Normalizer.normalize(text.replace("\0", "\uFFFD"), Normalizer.Form.NFC)
                .strip();
    }

    private static String cut(String name) {
        return name.length() > 100 ? name.substring(0, 100) : name.replace("\0", "\uFFFD");
    }
}
