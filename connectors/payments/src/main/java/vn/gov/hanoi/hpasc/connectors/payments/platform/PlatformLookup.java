package vn.gov.hanoi.hpasc.connectors.payments.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.JsonFields;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;

/** {@code dptracuuthanhtoanhs}: the portal asks what a dossier owes. */
final class PlatformLookup {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlatformLookup() {}

    /** In the body, or in the query of a call without one. */
    static BillLookup.Question question(RawCallback request) {
        Optional<String> code = request.rawBody().length > 0
                ? JsonFields.read(request.rawBody()).map(fields -> fields.textOrEmpty("MaHoSo"))
                : FormFields.read(request.rawQuery())
                        .map(fields -> fields.values().getOrDefault("MaHoSo", ""));
        return code.map(String::strip)
                .filter(text -> !text.isEmpty())
                .<BillLookup.Question>map(BillLookup.Question.Asked::new)
                .orElseGet(() -> new BillLookup.Question.Unreadable("no MaHoSo"));
    }

    /** Each with a reference of its own: the second and those after it have their number at the end. */
    private static List<Map<String, Object>> messages(List<Bill> bills, Instant at) {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (Bill bill : bills) {
            Map<String, Object> message = new LinkedHashMap<>(PlatformBillMapper.toWire(bill));
            String number = messages.isEmpty() ? "" : "%02d".formatted(messages.size() + 1);
            message.put("MaTraCuuTT", bill.dossierCode() + VietnamTime.seconds(at) + number);
            messages.add(message);
        }
        return messages;
    }

    static CallbackAnswer answer(BillLookup.Reply reply) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (reply) {
            case BillLookup.Reply.Due(List<Bill> bills, Instant at) -> {
                List<Map<String, Object>> messages = messages(bills, at);
                json.put("error_code", "1");
                json.put("message", messages.size() == 1 ? messages.getFirst() : messages);
            }
            case BillLookup.Reply.NothingDue none -> {
                json.put("error_code", "0");
                json.put("message", "Hồ sơ không có khoản phải thanh toán");
            }
            case BillLookup.Reply.UnknownDossier unknown -> {
                json.put("error_code", "-1");
                json.put("message", "Không tìm thấy hồ sơ");
            }
        }
        try {
            return CallbackAnswer.json(200, JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
