package vn.gov.hanoi.hpasc.connectors.payments.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Replies;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource.Receipt;

class PlatformAnswersTest {

    private static final Merchant MERCHANT =
            Callbacks.merchant("payment-platform", "HPASC-HN", "secret", "khoa-bi-mat");
    private static final OrderReference ORDER = new OrderReference("HS1", Instant.parse("2026-11-23T03:00:00Z"));

    private static InquiryOutcome inquiry(String body) {
        return PlatformAnswers.inquiry(Replies.json(body), ORDER, MERCHANT);
    }

    @Test
    void theAddressToPayAtIsJsonInsideAText() {
        assertThat(PlatformAnswers.open(Replies.json(
                        "{'error_code':'0','message':'{\\'UrlThanhToan\\':\\'https://pay.example.vn/x\\'}'}")))
                .isInstanceOfSatisfying(
                        OpenOutcome.Opened.class,
                        opened -> assertThat(opened.payUrl()).hasToString("https://pay.example.vn/x"));
        assertThat(PlatformAnswers.open(Replies.json("{'error_code':0,'message':'{}'}")))
                .isInstanceOf(OpenOutcome.Unknown.class);
        assertThat(PlatformAnswers.open(Replies.json("{'error_code':'97','message':'Sai'}")))
                .isInstanceOf(OpenOutcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"1, PAID", "3, PENDING", "4, FAILED", "2, PENDING", "'', PENDING"})
    void theStateIsTheMoney(String state, PaymentStatus expected) {
        String answer = "{'MaLoi':'00','MaThamChieu':'HS1','SoTien':'175000','TrangThaiGD':'" + state + "'}";
        String wrapped = "{'error_code':'0','message':'" + answer.replace("'", "\\'") + "'}";

        for (String body : new String[] {answer, wrapped}) {
            assertThat(inquiry(body))
                    .isInstanceOfSatisfying(
                            InquiryOutcome.Found.class,
                            found -> assertThat(found.notice().status()).isEqualTo(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({"01, NotFound", "97, Refused"})
    void otherCodesAreAboutTheCall(String code, String expected) {
        assertThat(inquiry("{'MaLoi':'" + code + "'}").getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void anAnswerAboutAnotherOrderIsNotTaken() {
        assertThat(inquiry("{'MaLoi':'00','MaThamChieu':'HS2','TrangThaiGD':'1'}"))
                .isInstanceOf(InquiryOutcome.Unknown.class);
        assertThat(inquiry("{'MaLoi':'00','TrangThaiGD':'1'}")).isInstanceOf(InquiryOutcome.Unknown.class);
    }

    @Test
    void aReceiptIsADocumentOrThereIsNone() {
        assertThat(PlatformAnswers.receipt(new GatewayReply.Answered(200, "application/pdf", new byte[] {1})))
                .isInstanceOf(Receipt.Document.class);
        assertThat(PlatformAnswers.receipt(new GatewayReply.Answered(200, "application/pdf", new byte[0])))
                .isInstanceOf(Receipt.Unknown.class);
        assertThat(PlatformAnswers.receipt(Replies.json("{'MaLoi':'01'}"))).isEqualTo(new Receipt.None("01"));
        assertThat(PlatformAnswers.receipt(Replies.json("<html>"))).isInstanceOf(Receipt.Unknown.class);
    }
}
