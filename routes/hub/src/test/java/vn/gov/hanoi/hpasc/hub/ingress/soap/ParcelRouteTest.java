package vn.gov.hanoi.hpasc.hub.ingress.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.hub.ingress.soap.SoapRouteTest.envelope;
import static vn.gov.hanoi.hpasc.hub.ingress.soap.SoapRouteTest.isFault;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.hub.ingress.FakeParcels;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

class ParcelRouteTest {

    private static final String SERVICE = "/services/land-registry";
    private static final String NAMESPACE = "http://hpasc.hanoi.gov.vn/land-registry/v1";
    private static final String PLACE =
            "<communeCode>00004</communeCode><mapSheet>12</mapSheet><parcelNumber>345</parcelNumber>";
    private static final Pattern BODY = Pattern.compile("<soap:Body>(.*)</soap:Body>", Pattern.DOTALL);

    private IngressStack hub;

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
    }

    private static String question(String operation, String elements) {
        return "<" + operation + " xmlns=\"" + NAMESPACE + "\">" + elements + "</" + operation + ">";
    }

    private HttpResponse<String> ask(String agency, SoapVersion version, String operation, String elements) {
        return post(agency, version, envelope(version, question(operation, elements)));
    }

    private HttpResponse<String> post(String agency, SoapVersion version, String envelope) {
        return hub.post(agency, SERVICE, version.mediaType() + ";charset=UTF-8", envelope);
    }

    private static String valid(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Matcher body = BODY.matcher(answer.body());
        assertThat(body.find()).isTrue();
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ParcelRouteTest.class.getResource(
                        "/vn/gov/hanoi/hpasc/schemas/land-registry/v1/land-registry.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(body.group(1))));
        return body.group(1);
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void answersInTheVersionOfTheRequestAndSaysHowOldTheAnswerIs(SoapVersion version) throws Exception {
        String parcel = valid(ask(IngressStack.CORE, version, "getParcel", PLACE));
        assertThat(parcel)
                .contains("<ageSeconds>3600</ageSeconds>", "<cached>true</cached>", "<stale>true</stale>")
                .contains("<LA_SpatialUnit>", "<areaSquareMetres>86.5</areaSquareMetres>", "Đất ở &lt;đô thị");
        assertThat(hub.bean(FakeParcels.class).asked()).isEqualTo(new ParcelQuery.ByPlace("00004", "12", "345"));

        String registered =
                valid(ask(IngressStack.LAND, version, "getRegistration", "<unifiedId> 010004001200345 </unifiedId>"));
        assertThat(registered).contains("<LA_BAUnit>", "<LA_Right>", "<LA_Party>", "Nguyễn Văn An");
        assertThat(hub.bean(FakeParcels.class).asked()).isEqualTo(new ParcelQuery.ByUnifiedId("010004001200345"));
    }

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void tellsWhyNotAsAFaultWithACode(SoapVersion version) throws Exception {
        isFault(ask(IngressStack.FINANCE, version, "getParcel", PLACE), version, "HUB-205", true);
        isFault(
                hub.send(HttpRequest.newBuilder(hub.address(SERVICE))
                        .header("Content-Type", version.mediaType())
                        .POST(HttpRequest.BodyPublishers.ofString(envelope(version, question("getParcel", PLACE))))
                        .build()),
                version,
                "HUB-200",
                true);
        isFault(ask(IngressStack.CORE, version, "getParcel", PLACE.replace("345", "9")), version, "HUB-300", true);
        isFault(ask(IngressStack.CORE, version, "dropParcel", PLACE), version, "HUB-114", true);
        hub.bean(FakeParcels.class).away(true);
        HttpResponse<String> away = ask(IngressStack.CORE, version, "getParcel", PLACE);
        isFault(away, version, "HUB-614", false);
        assertThat(away.headers().firstValue("Retry-After")).hasValue("30");
    }

    @Test
    void tellsItInVietnameseToWhomWantsIt() {
        HttpResponse<String> answer = hub.send(hub.as(IngressStack.CORE, SERVICE)
                .header("Content-Type", "text/xml;charset=UTF-8")
                .header("Accept-Language", "vi")
                .POST(HttpRequest.BodyPublishers.ofString(
                        envelope(SoapVersion.SOAP_1_1, question("getParcel", PLACE.replace("345", "9")))))
                .build());
        assertThat(answer.body()).contains("Không tìm thấy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<communeCode>1</communeCode><mapSheet>2</mapSheet>",
                "<communeCode>1</communeCode><mapSheet>2</mapSheet><parcelNumber> </parcelNumber>",
                "<unifiedId>1</unifiedId><mapSheet>2</mapSheet>",
                "<unifiedId></unifiedId>",
                "<unifiedId>123456789012345678901234567890123456789012345678901</unifiedId>"
            })
    void aQuestionWithoutAParcelIsTheCallersFault(String elements) throws Exception {
        isFault(
                ask(IngressStack.CORE, SoapVersion.SOAP_1_2, "getParcel", elements),
                SoapVersion.SOAP_1_2,
                "HUB-102",
                true);
    }

    @Test
    void badEnvelopesAreRefused() throws Exception {
        SoapVersion eleven = SoapVersion.SOAP_1_1;
        isFault(post(IngressStack.CORE, eleven, "no xml"), eleven, "HUB-100", true);
        isFault(
                post(
                        IngressStack.CORE,
                        eleven,
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + envelope(eleven, question("getParcel", "<unifiedId>&e;</unifiedId>"))),
                eleven,
                "HUB-110",
                true);
        isFault(
                post(
                        IngressStack.CORE,
                        eleven,
                        envelope(eleven, question("getParcel", "<unifiedId>" + "9".repeat(70_000) + "</unifiedId>"))),
                eleven,
                "HUB-108",
                true);
        isFault(
                post(
                        IngressStack.CORE,
                        eleven,
                        envelope(eleven, question("getParcel", PLACE).replace(NAMESPACE, "urn:x"))),
                eleven,
                "HUB-114",
                true);
        isFault(
                post(
                        IngressStack.CORE,
                        eleven,
                        envelope(eleven, question("getParcel", "<unifiedId>1</unifiedId><unifiedId>2</unifiedId>"))),
                eleven,
                "HUB-106",
                true);
    }

    @Test
    void theContractIsServedWithItsSchemasAndThisHubsAddress() {
        String wsdl = hub.get(IngressStack.CORE, SERVICE + "?wsdl").body();
        assertThat(wsdl).contains("getParcel", "getRegistration", "127.0.0.1:" + hub.port() + SERVICE);
        Matcher imports = Pattern.compile("schemaLocation=\"([^\"]+)\"").matcher(wsdl);
        int found = 0;
        for (; imports.find(); found++) {
            String address = imports.group(1).replace("&amp;", "&");
            HttpResponse<String> schema =
                    hub.send(HttpRequest.newBuilder(URI.create(address)).GET().build());
            assertThat(schema.statusCode()).as(address).isEqualTo(200);
            assertThat(schema.body()).contains("schema");
        }
        assertThat(found).isEqualTo(2);
    }
}
