package vn.gov.hanoi.hpasc.connectors.departments.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoapAnswerTest {

    private static final String ELEVEN = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String TWELVE = "http://www.w3.org/2003/05/soap-envelope";
    private static final String OURS = "http://hpasc.hanoi.gov.vn/exchange/v1";

    @Test
    void readsAResponseOfEitherVersionAndSkipsHeaders() {
        String response =
                "<r:DeliverResponse xmlns:r='" + OURS + "'><r:reference>TN-1</r:reference></r:DeliverResponse>";

        assertThat(read(envelope(ELEVEN, response))).isEqualTo(new SoapAnswer.Taken("TN-1"));
        assertThat(read(envelope(TWELVE, response))).isEqualTo(new SoapAnswer.Taken("TN-1"));
    }

    @Test
    void readsARefusalOfEitherVersion() {
        String refusal = "<refusal xmlns='" + OURS + "'><code>TC-1</code><reason>Thiếu &amp; sai</reason></refusal>";

        assertThat(read(envelope(
                        ELEVEN,
                        "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring><detail>" + refusal
                                + "</detail></s:Fault>")))
                .isEqualTo(new SoapAnswer.Refused("TC-1", "Thiếu & sai"));
        assertThat(read(envelope(
                        TWELVE,
                        "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang='vi'>no</s:Text>"
                                + "</s:Reason><s:Detail>" + refusal + "</s:Detail></s:Fault>")))
                .isEqualTo(new SoapAnswer.Refused("TC-1", "Thiếu & sai"));
    }

    @Test
    void tellsBusyFromAnyOtherFault() {
        String busy = "<detail><busy xmlns='" + OURS + "'><retryAfterSeconds>9</retryAfterSeconds></busy></detail>";
        String other = "<faultstring>ORA-00060</faultstring><detail><x xmlns='urn:x'/></detail>";

        assertThat(read(envelope(ELEVEN, "<s:Fault>" + busy + "</s:Fault>"))).isEqualTo(new SoapAnswer.Busy("9"));
        assertThat(read(envelope(ELEVEN, "<s:Fault>" + other + "</s:Fault>")))
                .isEqualTo(new SoapAnswer.Failed("ORA-00060"));
        assertThat(read(envelope(ELEVEN, "<s:Fault/>"))).isInstanceOf(SoapAnswer.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no",
                "<a/>",
                "<Envelope/>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><DeliverResponse/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>"
            })
    void anythingElseMakesNoSense(String answer) {
        assertThat(read(answer)).isInstanceOf(SoapAnswer.Senseless.class);
    }

    private static SoapAnswer read(String answer) {
        return SoapAnswer.read(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String envelope(String version, String body) {
        return "<?xml version='1.0'?><s:Envelope xmlns:s='" + version
                + "'><s:Header><h xmlns='urn:h'><i>1</i></h></s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
    }
}
