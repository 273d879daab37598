package vn.gov.hanoi.hpasc.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jws.WebMethod;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.exchange.wire.v1.DossierExchange;
import vn.gov.hanoi.hpasc.exchange.wire.v1.DossierReceiver;
import vn.gov.hanoi.hpasc.exchange.wire.v1.Message;

class WsdlTest {

    private static final Map<String, Set<String>> OPERATIONS = Map.of(
            "DossierExchange", Set.of("Submit", "GetTimeline", "Pull", "ReportOutcome"),
            "DossierReceiver", Set.of("Deliver"));

    private final MessageCodec codec = MessageCodec.strict();

    @Test
    void bothInterfacesAreBoundToSoap11AndSoap12() throws Exception {
        Document wsdl = wsdl();

        for (String version :
                Set.of("http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/")) {
            assertThat(wsdl.getElementsByTagNameNS(version, "binding").getLength())
                    .isEqualTo(2);
            assertThat(wsdl.getElementsByTagNameNS(version, "address").getLength())
                    .isEqualTo(2);
        }
        assertThat(wsdl.getElementsByTagNameNS("*", "service").getLength()).isEqualTo(2);
    }

    @Test
    void everyBindingBindsEveryOperationWithItsFaults() throws Exception {
        NodeList bindings = wsdl().getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/", "binding");

        for (int i = 0; i < bindings.getLength(); i++) {
            Element binding = (Element) bindings.item(i);
            String portType = binding.getAttribute("type").substring("tns:".length());
            NodeList operations = binding.getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/", "operation");
            assertThat(operations.getLength())
                    .isEqualTo(OPERATIONS.get(portType).size());
            for (int k = 0; k < operations.getLength(); k++) {
                Element operation = (Element) operations.item(k);
                assertThat(OPERATIONS.get(portType)).contains(operation.getAttribute("name"));
                assertThat(operation
                                .getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/", "fault")
                                .getLength())
                        .isPositive();
            }
        }
    }

    @Test
    void theGeneratedInterfacesHaveTheOperations() {
        assertThat(operations(DossierExchange.class)).isEqualTo(OPERATIONS.get("DossierExchange"));
        assertThat(operations(DossierReceiver.class)).isEqualTo(OPERATIONS.get("DossierReceiver"));
    }

    @ParameterizedTest
    @EnumSource
    void generatedClassesReadAndWriteWhatTheCodecDoes(MessageType type) throws Exception {
        DossierMessage message = codec.fromJson(ExchangeContracts.file("examples/" + type.what() + ".json"));
        JAXBContext classes = JAXBContext.newInstance(Message.class);

        Message read = classes.createUnmarshaller()
                .unmarshal(new StreamSource(new ByteArrayInputStream(codec.toXml(message))), Message.class)
                .getValue();
        StringWriter written = new StringWriter();
        Marshaller marshaller = classes.createMarshaller();
        marshaller.marshal(
                new JAXBElement<>(new QName(MessageCodec.NAMESPACE, "message"), Message.class, read), written);

        assertThat(read.getType().value()).isEqualTo(type.wire());
        assertThat(codec.fromXml(written.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(message);
    }

    private static Set<String> operations(Class<?> port) {
        return Arrays.stream(port.getMethods()).map(WsdlTest::operation).collect(Collectors.toSet());
    }

    private static String operation(Method method) {
        return method.getAnnotation(WebMethod.class).operationName();
    }

    private static Document wsdl() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(WsdlTest.class.getResource("/" + ExchangeContracts.WSDL).toString());
    }
}
