package vn.gov.hanoi.hpasc.hub.ingress.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.ingress.FakeAcceptance.Mood;
import vn.gov.hanoi.hpasc.hub.ingress.FakeInbox;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.ingress.Samples;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

class SoapRouteTest {

    private static final String SERVICE = "/services/dossier-exchange";
    private static final String NAMESPACE = MessageCodec.NAMESPACE;
    private static final Pattern BODY = Pattern.compile("<soap:Body>(.*)</soap:Body>", Pattern.DOTALL);
    private static final Pattern DETAIL = Pattern.compile("<problem.*</problem>", Pattern.DOTALL);

    private IngressStack hub;

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
    }

    static String submit(String json) {
        try {
            MessageCodec codec = new MessageCodec();
            String message = new String(codec.toXml(codec.fromJson(Samples.utf8(json))), StandardCharsets.UTF_8);
            return "<x:Submit xmlns:x=\"" + NAMESPACE + "\">" + message + "</x:Submit>";
        } catch (InvalidMessage e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String envelope(SoapVersion version, String body) {
        return "<e:Envelope xmlns:e=\"" + version.namespace() + "\"><e:Header/><e:Body>" + body
                + "</e:Body></e:Envelope>";
    }

    private HttpResponse<String> post(String agency, SoapVersion version, String envelope) {
        return hub.post(agency, SERVICE, version.mediaType() + ";charset=UTF-8", envelope);
    }

    private HttpResponse<String> ask(SoapVersion version, String body) {
        return post(IngressStack.CORE, version, envelope(version, body));
    }

    private static String valid(String element) throws Exception {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SoapRouteTest.class.getResource(
                        "/vn/gov/hanoi/hpasc/schemas/exchange/v1/dossier-exchange.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(element)));
        return element;
    }

    private static String answered(HttpResponse<String> answer, SoapVersion version) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(version.mediaType()));
        assertThat(answer.body()).contains(version.namespace());
        assertThat(answer.headers().map()).doesNotContainKeys("authorization", "accept-language", "user-agent");
        Matcher body = BODY.matcher(answer.body());
        assertThat(body.find()).isTrue();
        return valid(body.group(1));
    }

    static void isFault(HttpResponse<String> answer, SoapVersion version, String code, boolean callers)
            throws Exception {
        boolean eleven = version == SoapVersion.SOAP_1_1;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(!eleven && callers ? 400 : 500);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(version.mediaType()));
        assertThat(answer.body())
                .contains("<soap:Fault>")
                .contains(version.namespace())
                .contains(
                        eleven
                                ? "<faultcode>soap:" + (callers ? "Client" : "Server") + "</faultcode>"
                                : "<soap:Value>soap:" + (callers ? "Sender" : "Receiver") + "</soap:Value>")
                .contains("<code>" + code + "</code>")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        Matcher detail = DETAIL.matcher(answer.body());
        assertThat(detail.find()).isTrue();
        valid(detail.group());
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void answersAMessageWithItsReceiptInTheVersionOfTheRequest(SoapVersion version) throws Exception {
        String receipt = answered(ask(version, submit(Samples.submitted("s-1"))), version);

        assertThat(receipt).contains("<id>s-1</id>").contains("<repeat>false</repeat>");
        assertThat(answered(ask(version, submit(Samples.submitted("s-1"))), version))
                .contains("<repeat>true</repeat>");
    }

    @Test
    void findsTheSameDigestOverSoapAndRestAndKeepsTheEnvelope() throws Exception {
        String envelope = envelope(SoapVersion.SOAP_1_1, submit(Samples.submitted("s-1")));
        answered(post(IngressStack.CORE, SoapVersion.SOAP_1_1, envelope), SoapVersion.SOAP_1_1);
        HttpResponse<String> rest = hub.post(
                IngressStack.CORE, "/api/v1/messages", "application/cloudevents+json", Samples.submitted("s-1"));

        assertThat(Samples.json(rest.body()).path("repeat").asBoolean()).isTrue();
        Candidate candidate = hub.acceptance().reached().getFirst();
        assertThat(candidate.received()).isEqualTo(Samples.utf8(envelope));
        assertThat(candidate.protocol()).isEqualTo(Candidate.Protocol.SOAP);
        assertThat(candidate.message())
                .isEqualTo(hub.acceptance().reached().getLast().message());
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void answersRefusalsWithFaults(SoapVersion version) throws Exception {
        ask(version, submit(Samples.submitted("s-1")));
        isFault(ask(version, submit(Samples.submitted("s-1", "H26.01-250908-0002"))), version, "HUB-400", true);
        isFault(
                ask(version, submit(Samples.changed("submitted", m -> m.put("source", "/agencies/H26.13")))),
                version,
                "HUB-203",
                true);
        isFault(
                ask(version, "<x:Submit xmlns:x=\"" + NAMESPACE + "\"><x:message/></x:Submit>"),
                version,
                "HUB-101",
                true);
        isFault(ask(version, "<x:Unknown xmlns:x=\"" + NAMESPACE + "\"/>"), version, "HUB-114", true);
        isFault(ask(version, ""), version, "HUB-100", true);
        isFault(post(IngressStack.CORE, version, "<not-soap/>"), version, "HUB-100", true);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void saysWhenToSendAgainWhileTheStoreIsAway(SoapVersion version) throws Exception {
        hub.acceptance().mood(Mood.STORE_AWAY);
        HttpResponse<String> answer = ask(version, submit(Samples.submitted("s-1")));

        isFault(answer, version, "HUB-501", false);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("<retryAfterSeconds>");
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void refusesStrangersAndOtherTypes(SoapVersion version) throws Exception {
        HttpResponse<String> stranger = hub.send(HttpRequest.newBuilder(hub.address(SERVICE))
                .header("Content-Type", version.mediaType())
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                .build());
        isFault(stranger, version, "HUB-200", true);
        isFault(
                hub.post(IngressStack.CORE, SERVICE, version.mediaType() + ";charset=utf-16", "<a/>"),
                version,
                "HUB-109",
                true);
    }

    @Test
    void refusesAnActionThatIsNotThatOfTheBody() throws Exception {
        String envelope = envelope(SoapVersion.SOAP_1_1, submit(Samples.submitted("s-1")));
        for (String action : new String[] {"\"" + NAMESPACE + "/Submit\"", "\"\""}) {
            assertThat(hub.send(hub.as(IngressStack.CORE, SERVICE)
                                    .header("Content-Type", "text/xml")
                                    .header("SOAPAction", action)
                                    .POST(HttpRequest.BodyPublishers.ofString(envelope))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
        isFault(
                hub.send(hub.as(IngressStack.CORE, SERVICE)
                        .header("Content-Type", "text/xml")
                        .header("SOAPAction", "\"" + NAMESPACE + "/Pull\"")
                        .POST(HttpRequest.BodyPublishers.ofString(envelope))
                        .build()),
                SoapVersion.SOAP_1_1,
                "HUB-113",
                true);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void tellsTheTimelineToThoseWhoTakePart(SoapVersion version) throws Exception {
        String question =
                "<GetTimeline xmlns=\"" + NAMESPACE + "\"><dossier>" + Samples.DOSSIER + "</dossier></GetTimeline>";
        assertThat(answered(ask(version, question), version)).contains("Đang xử lý");
        isFault(post(IngressStack.FINANCE, version, envelope(version, question)), version, "HUB-300", true);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void lendsDeliveriesAndTakesTheirOutcome(SoapVersion version) throws Exception {
        String pulled = answered(
                post(
                        IngressStack.FINANCE,
                        version,
                        envelope(version, "<Pull xmlns=\"" + NAMESPACE + "\"><limit>3</limit></Pull>")),
                version);
        FakeInbox inbox = hub.bean(FakeInbox.class);
        assertThat(pulled).contains(inbox.delivery().deliveryId().toString());

        String report = "<ReportOutcome xmlns=\"" + NAMESPACE + "\"><deliveryId>"
                + inbox.delivery().deliveryId()
                + "</deliveryId><accepted>true</accepted><reference>R-1</reference></ReportOutcome>";
        answered(post(IngressStack.FINANCE, version, envelope(version, report)), version);
        assertThat(inbox.reports()).containsExactly(new Inbox.Report(true, "R-1", null));
    }

    @Test
    void showsTheContractToEverybodyWithItsSchema() {
        HttpResponse<String> wsdl =
                hub.send(HttpRequest.newBuilder(hub.address(SERVICE + "?wsdl")).build());
        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.body()).contains("DossierExchangeSoap11").contains("DossierExchangeSoap12");
        assertThat(wsdl.body()).doesNotContain("localhost:8080");

        Matcher location = Pattern.compile("schemaLocation=\"([^\"]+)\"").matcher(wsdl.body());
        assertThat(location.find()).isTrue();
        HttpResponse<String> schema =
                hub.send(HttpRequest.newBuilder(URI.create(location.group(1).replace("&amp;", "&")))
                        .build());
        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(schema.body()).contains("name=\"Submit\"");
    }

    @Test
    void showsNoListOfServices() {
        for (String path : new String[] {"/services", "/services/", "/services/unknown"}) {
            HttpResponse<String> answer =
                    hub.send(HttpRequest.newBuilder(hub.address(path)).build());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("dossier-exchange");
        }
    }
}
