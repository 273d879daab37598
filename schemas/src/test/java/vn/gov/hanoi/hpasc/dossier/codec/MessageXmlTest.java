package vn.gov.hanoi.hpasc.dossier.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;

class MessageXmlTest {

    private final MessageCodec codec = MessageCodec.strict();

    @ParameterizedTest
    @EnumSource
    void anExampleOfEveryTypeComesBackFromXmlTheSame(MessageType type) throws Exception {
        DossierMessage message = codec.fromJson(Examples.json(type));

        DossierMessage back = codec.fromXml(codec.toXml(message));

        assertThat(back).isEqualTo(message);
        assertThat(MessageDigests.digest(back)).isEqualTo(MessageDigests.digest(message));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenFollowsTheXsd(MessageType type) throws Exception {
        String xml = new String(codec.toXml(codec.fromJson(Examples.json(type))), StandardCharsets.UTF_8);
        String submit = "<Submit xmlns='" + MessageCodec.NAMESPACE + "'>" + xml + "</Submit>";

        xsd().newValidator().validate(new StreamSource(new StringReader(submit)));
    }

    @Test
    void readsFromTheMiddleOfADocumentAndStopsAtTheEndOfTheMessage() throws Exception {
        DossierMessage message = codec.fromJson(Examples.json(MessageType.WITHDRAWN));
        String xml = new String(codec.toXml(message), StandardCharsets.UTF_8);
        XMLStreamReader reader = XMLInputFactory.newFactory()
                .createXMLStreamReader(new StringReader("<around>" + xml + "<after/></around>"));
        reader.nextTag();
        reader.nextTag();

        assertThat(codec.fromXml(reader)).isEqualTo(message);
        assertThat(reader.isEndElement()).isTrue();
        assertThat(reader.getLocalName()).isEqualTo("message");
    }

    @Test
    void elementsOfOtherNamespacesAndNilOnesAreAsIfTheyWereNotThere() throws Exception {
        DossierMessage message = codec.fromXml(withdrawn("<x:more xmlns:x='urn:x'><x:deep>1</x:deep></x:more>"
                + "<reason xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>"));

        assertThat(message.data()).isEqualTo(new Withdrawn(null, null));
    }

    @Test
    void commentsAndSectionsDoNotCutTexts() throws Exception {
        DossierMessage message = codec.fromXml(withdrawn("<reason>rút <!-- x -->hồ <![CDATA[sơ]]></reason>"));

        assertThat(message.data()).isEqualTo(new Withdrawn("rút hồ sơ", null));
    }

    @Test
    void aDoctypeIsRefusedWhateverItSays() {
        String xxe = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>";
        String laughs = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>";

        assertThat(kindOf(xxe + text("<reason>&e;</reason>"))).isEqualTo(Kind.FORBIDDEN_XML);
        assertThat(kindOf(laughs + text("<reason>&b;</reason>"))).isEqualTo(Kind.FORBIDDEN_XML);
        assertThat(kindOf("<!DOCTYPE message>" + text(""))).isEqualTo(Kind.FORBIDDEN_XML);
        assertThat(kindOf(text("<reason>&unknown;</reason>"))).isEqualTo(Kind.FORBIDDEN_XML);
    }

    @Test
    void whatIsNoMessageIsRefusedByItsKind() {
        assertThat(kindOf("")).isEqualTo(Kind.MALFORMED);
        assertThat(kindOf("{}")).isEqualTo(Kind.MALFORMED);
        assertThat(kindOf("<message/>")).isEqualTo(Kind.MALFORMED);
        assertThat(kindOf(text("<reason>x</reason>") + "<again/>")).isEqualTo(Kind.MALFORMED);
        assertThat(kindOf(text("<reason>&#0;</reason>"))).isEqualTo(Kind.FORBIDDEN_CHARACTER);
        assertThat(kindOf(text("<reason>\u0000</reason>"))).isEqualTo(Kind.FORBIDDEN_CHARACTER);
        assertThat(kindOf(text("<reason>a</reason><reason>b</reason>"))).isEqualTo(Kind.DUPLICATE_KEY);
        assertThat(kindOf(text("<x>".repeat(70) + "</x>".repeat(70)))).isEqualTo(Kind.TOO_DEEP);
        assertThat(kindOf(text("<x>".repeat(5000) + "</x>".repeat(5000)))).isEqualTo(Kind.TOO_DEEP);
        assertThat(kindOf(text("<withdrawnAt>hôm qua</withdrawnAt>"))).isEqualTo(Kind.INVALID_DATA);
        assertThat(kindOf(text("<reason>a<b/></reason>"))).isEqualTo(Kind.INVALID_DATA);
        assertThat(kindOf(text("loose text"))).isEqualTo(Kind.INVALID_DATA);
        assertThat(kindOf(text("").replace("withdrawn>", "returned>"))).isEqualTo(Kind.INVALID_DATA);
        assertThat(kindOf(text("").replace("1.0", "0.3"))).isEqualTo(Kind.INVALID_ENVELOPE);
        assertThat(kindOf(text("").replace("withdrawn.v1", "withdrawn.v9"))).isEqualTo(Kind.UNKNOWN_TYPE);
    }

    @Test
    void bytesThatAreNotTheEncodingTheyClaimAreRefused() {
        byte[] latin = text("<reason>Hà Nội</reason>").replace("ộ", "o").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(InvalidMessage.class, () -> codec.fromXml(latin))
                        .kind())
                .isEqualTo(Kind.WRONG_ENCODING);
    }

    @Test
    void faultsPointAsIfItWereJson() {
        InvalidMessage refusal = catchThrowableOfType(
                InvalidMessage.class, () -> codec.fromXml(withdrawn("<withdrawnAt>2025-09-08</withdrawnAt>")));

        assertThat(refusal.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/data/withdrawnAt"));
        assertThat(refusal.known().id()).isEqualTo("w-1");
    }

    private Kind kindOf(String xml) {
        return catchThrowableOfType(InvalidMessage.class, () -> codec.fromXml(xml.getBytes(StandardCharsets.UTF_8)))
                .kind();
    }

    private static byte[] withdrawn(String data) {
        return text(data).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String data) {
        return "<message xmlns='" + MessageCodec.NAMESPACE + "'><specversion> 1.0 </specversion><id>w-1</id>"
                + "<source>/agencies/H26.01</source><type>vn.gov.hanoi.hpasc.dossier.withdrawn.v1</type>"
                + "<subject>H26.01-250908-0001</subject><time>2025-09-08T09:00:00+07:00</time>"
                + "<data><withdrawn>" + data + "</withdrawn></data></message>";
    }

    static Schema xsd() throws Exception {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new ByteArrayInputStream(Examples.file("dossier-exchange.xsd"))));
    }
}
