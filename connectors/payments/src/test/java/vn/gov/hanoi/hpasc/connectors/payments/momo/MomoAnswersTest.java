package vn.gov.hanoi.hpasc.connectors.payments.momo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Replies;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class MomoAnswersTest {

    private static final Merchant MERCHANT =
            Callbacks.merchant("momo", "MOMOHPASC", "accessKey", "truy-cap-01", "secretKey", "khoa-bi-mat");
    private static final OrderReference ORDER = new OrderReference("HS1", Instant.parse("2026-11-23T03:00:00Z"));
    private static final RefundRequest REFUND = new RefundRequest(
            "RF1",
            ORDER,
            "4610849895",
            new Vnd(175_000),
            new Vnd(75_000),
            "Hoàn",
            Instant.parse("2026-11-23T04:00:00Z"),
            "ke-toan",
            List.of());
    private static final String ABOUT = "'partnerCode':'MOMOHPASC','orderId':'HS1',";

    private static OpenOutcome open(String body) {
        return MomoAnswers.open(Replies.json(body), ORDER, MERCHANT);
    }

    private static InquiryOutcome inquiry(String body) {
        return MomoAnswers.inquiry(Replies.json(body), ORDER, MERCHANT);
    }

    @Test
    void anOpenOrderHasAnAddressToPayAt() {
        assertThat(open("{" + ABOUT + "'resultCode':0,'payUrl':'https://momo.vn/pay','qrCodeUrl':'qr'}"))
                .isInstanceOfSatisfying(OpenOutcome.Opened.class, opened -> {
                    assertThat(opened.payUrl()).hasToString("https://momo.vn/pay");
                    assertThat(opened.qrData()).isEqualTo("qr");
                });
        assertThat(open("{" + ABOUT + "'resultCode':0}")).isInstanceOf(OpenOutcome.Unknown.class);
        assertThat(open("{" + ABOUT + "'resultCode':0,'payUrl':'javascript:alert(1)'}"))
                .isInstanceOf(OpenOutcome.Unknown.class);
        assertThat(open("{'resultCode':0,'payUrl':'https://momo.vn/pay'}")).isInstanceOf(OpenOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "20, Refused",
        "22, Refused",
        "41, Refused",
        "40, Unknown",
        "99, Unknown",
        "1000, Unknown",
        "10, Unknown"
    })
    void anOrderThatIsNotOpenIsRefusedOrUnknown(String code, String expected) {
        assertThat(open("{'resultCode':" + code + ",'message':'no'}").getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void whatMomoExpectedOfUsIsNotKept() {
        OpenOutcome outcome = MomoAnswers.open(
                Replies.json(
                        400,
                        "{'resultCode':20,'message':'Bad format',"
                                + "'subErrors':[{'field':'signature','message':'accessKey=truy-cap-01&amount=1'}]}"),
                ORDER,
                MERCHANT);

        assertThat(outcome).isInstanceOf(OpenOutcome.Refused.class);
        assertThat(outcome.toString()).doesNotContain("truy-cap-01");
    }

    @ParameterizedTest
    @CsvSource({
        "0, PAID",
        "9000, PAID",
        "1000, PENDING",
        "7002, PENDING",
        "99, PENDING",
        "1005, EXPIRED",
        "1006, FAILED",
        "4711, PENDING"
    })
    void anInquiryTellsTheState(String code, PaymentStatus expected) {
        assertThat(inquiry("{" + ABOUT + "'resultCode':" + code + ",'amount':175000,'transId':1}"))
                .isInstanceOfSatisfying(
                        InquiryOutcome.Found.class,
                        found -> assertThat(found.notice().status()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({"42, NotFound", "10, Unknown", "40, Unknown", "13, Refused", "21, Refused"})
    void otherCodesAreAboutTheCall(String code, String expected) {
        assertThat(inquiry("{'resultCode':" + code + "}").getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void anAnswerAboutAnotherOrderOrMerchantIsNotTaken() {
        assertThat(inquiry("{'partnerCode':'MOMOHPASC','orderId':'HS2','resultCode':0,'amount':175000}"))
                .isInstanceOf(InquiryOutcome.Unknown.class);
        assertThat(inquiry("{'partnerCode':'KHAC','orderId':'HS1','resultCode':0,'amount':175000}"))
                .isInstanceOf(InquiryOutcome.Unknown.class);
        assertThat(inquiry("{'resultCode':0,'amount':175000}")).isInstanceOf(InquiryOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Refunded",
        "7002, Processing",
        "1080, Refused",
        "99, Unknown",
        "41, Unknown",
        "40, Unknown",
        "10, Unknown"
    })
    void aRefundIsWhatItsCodeSays(String code, String expected) {
        String body = "{'partnerCode':'MOMOHPASC','orderId':'RF1','resultCode':" + code + ",'transId':2}";

        assertThat(MomoAnswers.refund(Replies.json(body), REFUND, MERCHANT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "0; {'orderId':'RF1','resultCode':0,'transId':2,'amount':75000}; Refunded",
                "0; {'orderId':'RF1','resultCode':7002,'transId':2,'amount':75000}; Processing",
                "0; {'orderId':'RF1','resultCode':1080,'transId':2,'amount':75000}; Refused",
                "0; {'orderId':'RF2','resultCode':0,'transId':2,'amount':75000}; NotFound",
                "0; {}; NotFound",
                "1000; {}; Unknown",
                "99; {}; Unknown"
            })
    void aRefundIsFoundAmongThoseOfItsOrder(String code, String entry, String expected) {
        String body = "{" + ABOUT + "'resultCode':" + code + ",'refundTrans':[" + entry + "]}";

        assertThat(MomoAnswers.refundInquiry(Replies.json(body), REFUND, MERCHANT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }
}
