package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Replies;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class VnpayAnswersTest {

    private static final Merchant MERCHANT = Callbacks.merchant("vnpay", "HPASC001", "secret", "khoa-bi-mat");
    private static final OrderReference ORDER = new OrderReference("HS1", Instant.parse("2026-11-23T03:00:00Z"));
    private static final RefundRequest REFUND = new RefundRequest(
            "RF1",
            ORDER,
            "14422574",
            new Vnd(175_000),
            new Vnd(75_000),
            "Hoàn",
            Instant.parse("2026-11-23T04:00:00Z"),
            "ke-toan",
            List.of());

    private static Map<String, String> fields(String code, String type, String status, String amount) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("vnp_ResponseId", "R1");
        fields.put("vnp_Command", "querydr");
        fields.put("vnp_ResponseCode", code);
        fields.put("vnp_Message", "message");
        fields.put("vnp_TmnCode", "HPASC001");
        fields.put("vnp_TxnRef", "HS1");
        fields.put("vnp_Amount", amount);
        fields.put("vnp_TransactionNo", "14422574");
        fields.put("vnp_TransactionType", type);
        fields.put("vnp_TransactionStatus", status);
        fields.put("vnp_OrderInfo", "Le phi");
        return fields;
    }

    private static GatewayReply signed(Map<String, String> fields, List<String> names) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("vnp_SecureHash", VnpaySignature.sign(new Secret("khoa-bi-mat"), names, fields));
        try {
            return Replies.json(new ObjectMapper().writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static InquiryOutcome inquiry(GatewayReply reply) {
        return VnpayAnswers.inquiry(reply, ORDER, MERCHANT);
    }

    @ParameterizedTest
    @CsvSource({
        "00, PAID",
        "01, PENDING",
        "02, FAILED",
        "04, SUSPECT",
        "07, SUSPECT",
        "05, PAID",
        "06, PAID",
        "09, PAID",
        "77, SUSPECT"
    })
    void theTransactionStatusIsTheMoney(String status, PaymentStatus expected) {
        assertThat(inquiry(signed(fields("00", "01", status, "17500000"), VnpaySignature.QUERY_ANSWER)))
                .isInstanceOfSatisfying(InquiryOutcome.Found.class, found -> {
                    assertThat(found.notice().status()).isEqualTo(expected);
                    assertThat(found.notice().amount()).isEqualTo(new Vnd(175_000));
                });
    }

    @ParameterizedTest
    @CsvSource({"91, NotFound", "94, Unknown", "97, Refused", "02, Refused", "03, Refused", "99, Unknown", "'', Unknown"
    })
    void otherCodesAreAboutTheCall(String code, String expected) {
        assertThat(inquiry(signed(fields(code, "", "", ""), VnpaySignature.QUERY_ANSWER))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void nothingIsBelievedAboutMoneyThatVnpayDidNotSign() {
        GatewayReply unsigned =
                Replies.json("{'vnp_ResponseCode':'00','vnp_TransactionStatus':'00','vnp_TxnRef':'HS1'}");
        GatewayReply genuine = signed(fields("00", "01", "02", "17500000"), VnpaySignature.QUERY_ANSWER);
        byte[] body = ((GatewayReply.Answered) genuine).body();
        GatewayReply changed = Replies.json(new String(body, StandardCharsets.UTF_8)
                .replace("vnp_TransactionStatus\":\"02", "vnp_TransactionStatus\":\"00"));

        assertThat(inquiry(unsigned)).isInstanceOf(InquiryOutcome.Unknown.class);
        assertThat(inquiry(changed)).isInstanceOf(InquiryOutcome.Unknown.class);
        assertThat(inquiry(Replies.json("{'vnp_ResponseCode':'91','vnp_SecureHash':'00'}")))
                .isInstanceOf(InquiryOutcome.Unknown.class);
        assertThat(inquiry(Replies.json("{'vnp_ResponseCode':'91'}"))).isInstanceOf(InquiryOutcome.NotFound.class);
        assertThat(inquiry(Replies.json("{}"))).isInstanceOf(InquiryOutcome.Unknown.class);
    }

    @Test
    void anAnswerAboutAnotherOrderIsNotTaken() {
        var fields = fields("00", "01", "00", "17500000");
        fields.put("vnp_TxnRef", "HS2");

        assertThat(inquiry(signed(fields, VnpaySignature.QUERY_ANSWER))).isInstanceOf(InquiryOutcome.Unknown.class);
    }

    @Test
    void aLostCallKeepsItsCode() {
        assertThat(inquiry(new GatewayReply.Lost(ErrorCode.CONNECTION_LOST, "x")))
                .isEqualTo(new InquiryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "x"));
    }

    @Test
    void afterARefundTheAmountIsNotTakenForThatOfThePayment() {
        assertThat(inquiry(signed(fields("00", "03", "06", "7500000"), VnpaySignature.QUERY_ANSWER)))
                .isInstanceOfSatisfying(InquiryOutcome.Found.class, found -> {
                    assertThat(found.notice().status()).isEqualTo(PaymentStatus.PAID);
                    assertThat(found.notice().contradicts(new Vnd(175_000))).isFalse();
                    assertThat(found.notice().gatewayTransaction()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "00, 06, Refunded",
        "00, 00, Refunded",
        "00, 05, Processing",
        "00, 09, Refused",
        "00, 02, Unknown",
        "94, '', Processing",
        "95, '', Refused",
        "91, '', Refused",
        "97, '', Refused",
        "99, '', Unknown"
    })
    void aRefundIsWhatItsCodesSay(String code, String status, String expected) {
        GatewayReply reply = signed(fields(code, "03", status, "7500000"), VnpaySignature.REFUND_ANSWER);

        assertThat(VnpayAnswers.refund(reply, MERCHANT).getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 03, 06, 7500000, Refunded",
        "00, 03, 05, 7500000, Processing",
        "00, 03, 09, 7500000, Refused",
        "00, 03, 06, 1000000, Unknown",
        "00, 01, 00, 17500000, NotFound",
        "00, 01, 05, 17500000, Processing",
        "91, '', '', '', NotFound",
        "99, '', '', '', Unknown"
    })
    void aRefundIsFoundByItsAmount(String code, String type, String status, String amount, String expected) {
        GatewayReply reply = signed(fields(code, type, status, amount), VnpaySignature.QUERY_ANSWER);
        RefundOutcome outcome = VnpayAnswers.refundInquiry(reply, REFUND, MERCHANT);

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // VNPAY tells of 14422574, 75,000 đồng
        "75000, 14422573, Refunded",
        "75000, 14422574, Unknown",
        "75000, , Unknown",
        "50000, 14422574, Refunded"
    })
    void aSecondRefundOfTheSameAmountIsNotTakenForTheFirst(long amount, String number, String expected) {
        GatewayReply reply = signed(fields("00", "03", "06", "7500000"), VnpaySignature.QUERY_ANSWER);
        RefundRequest second = after(new RefundRequest.Earlier(new Vnd(amount), number));

        assertThat(VnpayAnswers.refundInquiry(reply, second, MERCHANT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void afterOneRefundNothingButARefundSaysWhatBecameOfTheNext() {
        GatewayReply reply = signed(fields("00", "01", "00", "17500000"), VnpaySignature.QUERY_ANSWER);

        assertThat(VnpayAnswers.refundInquiry(
                        reply, after(new RefundRequest.Earlier(new Vnd(50_000), "14422573")), MERCHANT))
                .isInstanceOf(RefundOutcome.Unknown.class);
    }

    private static RefundRequest after(RefundRequest.Earlier earlier) {
        return new RefundRequest(
                "RF2",
                ORDER,
                "14422574",
                new Vnd(175_000),
                new Vnd(75_000),
                "Hoàn",
                Instant.parse("2026-11-23T04:00:00Z"),
                "ke-toan",
                List.of(earlier));
    }
}
