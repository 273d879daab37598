package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Replies;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class ZalopayAnswersTest {

    private static final Merchant MERCHANT = Callbacks.merchant(
            "zalopay",
            "2553",
            SigningKeys.of(Callbacks.keys("key1", "khoa-mot-01", "key2", "khoa-hai-02")),
            Map.of("refund-not-found-code", "-13"));
    private static final OrderReference ORDER = new OrderReference("HS1", Instant.parse("2026-11-23T03:00:00Z"));

    private static String answer(int code, int detail) {
        return "{'return_code':" + code + ",'return_message':'m','sub_return_code':" + detail
                + ",'sub_return_message':'chi tiết','amount':175000,'zp_trans_id':261123000000389,"
                + "'server_time':1795402800000,'order_url':'https://qcgateway.zalopay.vn/openinapp?order=x',"
                + "'refund_id':77}";
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, Opened",
        "2, -68, Refused",
        "2, -402, Refused",
        "2, -500, Unknown",
        "2, -429, Unknown",
        "3, 1, Unknown",
        "0, 0, Unknown"
    })
    void openingIsWhatItsCodesSay(int code, int detail, String expected) {
        OpenOutcome outcome = ZalopayAnswers.open(Replies.json(answer(code, detail)));

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
        if (outcome instanceof OpenOutcome.Refused refused) {
            assertThat(refused.reason()).isEqualTo("chi tiết");
            assertThat(refused.code() == ErrorCode.DESTINATION_CONFLICT).isEqualTo(detail == -68);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, PAID", "3, 1, PENDING", "2, -1, FAILED", "2, -54, FAILED"})
    void anInquiryTellsTheState(int code, int detail, PaymentStatus expected) {
        assertThat(ZalopayAnswers.inquiry(Replies.json(answer(code, detail)), ORDER, MERCHANT))
                .isInstanceOfSatisfying(InquiryOutcome.Found.class, found -> {
                    assertThat(found.notice().status()).isEqualTo(expected);
                    assertThat(found.notice().reference()).isEqualTo("HS1");
                    assertThat(found.notice().amount())
                            .isEqualTo(expected == PaymentStatus.PAID ? new Vnd(175_000) : null);
                });
    }

    @ParameterizedTest
    @CsvSource({"2, -401, Refused", "2, -402, Refused", "2, -429, Unknown", "2, -500, Unknown", "9, 0, Unknown"})
    void aNoAboutTheCallFailsNoOrder(int code, int detail, String expected) {
        assertThat(ZalopayAnswers.inquiry(Replies.json(answer(code, detail)), ORDER, MERCHANT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, Refunded",
        "3, 2, Processing",
        "2, -68, Processing",
        "2, -13, NotFound",
        "2, -500, Unknown",
        "2, -14, Refused",
        "7, 0, Unknown"
    })
    void aRefundIsWhatItsCodesSay(int code, int detail, String expected) {
        assertThat(ZalopayAnswers.refund(Replies.json(answer(code, detail)), MERCHANT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void whatIsNoAnswerIsUnknown() {
        for (String body : new String[] {"", "{}", "[]", "{'return_code':1}"}) {
            assertThat(ZalopayAnswers.open(Replies.json(body))).isInstanceOf(OpenOutcome.Unknown.class);
        }
    }
}
