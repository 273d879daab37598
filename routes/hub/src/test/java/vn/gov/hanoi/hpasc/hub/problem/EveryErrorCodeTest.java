package vn.gov.hanoi.hpasc.hub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/** Walks all codes, in both languages, over all three wires. */
class EveryErrorCodeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema CONTRACT = contract();

    private static Schema contract() {
        try {
            return SchemaFactory.newDefaultInstance()
                    .newSchema(EveryErrorCodeTest.class.getResource(
                            "/vn/gov/hanoi/hpasc/schemas/exchange/v1/dossier-exchange.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(ErrorCode.values())
                .flatMap(code -> Stream.of(Languages.VIETNAMESE, Languages.ENGLISH)
                        .map(language -> Arguments.of(code, language)));
    }

    private static Problem problem(ErrorCode code) {
        return new Problem(
                code,
                List.of("<&'\"{0}\u0000\uD800", "x".repeat(5000)),
                List.of(new Problem.Fault("/data/a~1b", "is \u0001 wrong")),
                Duration.ofMillis(1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isToldAsProblemJson(ErrorCode code, Locale language) throws Exception {
        JsonNode told = JSON.readTree(ProblemJson.render(problem(code), language));

        isTold(told, code, language);
        assertThat(told.fieldNames())
                .toIterable()
                .containsOnly("type", "title", "status", "detail", "code", "origin", "retryAfter", "errors");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isToldOnTheQueueWithTheNameOfTheMessage(ErrorCode code, Locale language) throws Exception {
        String refusal = QueueRefusal.of("/agencies/H26.01", "m-1", problem(code), language)
                .json();

        isTold(JSON.readTree(refusal), code, language);
        assertThat(JSON.readTree(refusal).path("id").asText()).isEqualTo("m-1");
        assertThat(JSON.readTree(refusal).path("source").asText()).isEqualTo("/agencies/H26.01");
    }

    private static void isTold(JsonNode told, ErrorCode code, Locale language) {
        assertThat(told.path("code").asText()).isEqualTo(code.wire()).matches("HUB-\\d{3}");
        assertThat(told.path("status").asInt()).isEqualTo(code.httpStatus()).isBetween(400, 599);
        assertThat(told.path("origin").asText()).isIn("caller", "hub", "destination");
        assertThat(told.path("retryAfter").asInt()).isEqualTo(1);
        String detail = told.path("detail").asText();
        assertThat(detail).isNotBlank().hasSizeLessThan(600).doesNotContainPattern("\\p{Cntrl}");
        String start = code.message(language, "|", "|").split("\\|")[0];
        assertThat(detail).startsWith(start);
        assertThat(told.path("errors").path(0).path("message").asText()).isEqualTo("is \uFFFD wrong");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isToldAsAFaultOfEitherVersionThatFollowsTheContract(ErrorCode code, Locale language) throws Exception {
        for (SoapVersion version : SoapVersion.values()) {
            StringWriter written = new StringWriter();
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
            out.writeStartElement("soap", "Body", version.namespace());
            out.writeNamespace("soap", version.namespace());
            ProblemFault.write(out, problem(code), language, version);
            out.writeEndElement();
            out.close();
            String fault = written.toString();
            String detail =
                    fault.substring(fault.indexOf("<problem"), fault.indexOf("</problem>") + "</problem>".length());

            CONTRACT.newValidator().validate(new StreamSource(new StringReader(detail)));
            assertThat(fault)
                    .contains("<code>" + code.wire() + "</code>")
                    .contains("xml:lang=\"" + language.getLanguage() + "\"");
            assertThat(ProblemFault.httpStatus(problem(code), version)).isIn(400, 500);
        }
    }

    @Test
    void hasNoCodeTwice() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire)).doesNotHaveDuplicates();
    }

    @Test
    void understandsWhichLanguageIsAskedFor() {
        assertThat(Languages.of("vi")).isEqualTo(Languages.VIETNAMESE);
        assertThat(Languages.of("vi-VN,en;q=0.3")).isEqualTo(Languages.VIETNAMESE);
        assertThat(Languages.of("fr, en;q=0.5, vi;q=0.9")).isEqualTo(Languages.VIETNAMESE);
        for (String other : new String[] {null, "", "fr", "*", ";;;q=", "x".repeat(10_000), "en-GB", "vi;q=0"}) {
            assertThat(Languages.of(other)).as(String.valueOf(other)).isEqualTo(Languages.ENGLISH);
        }
    }
}
