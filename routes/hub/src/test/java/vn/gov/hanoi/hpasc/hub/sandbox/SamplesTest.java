package vn.gov.hanoi.hpasc.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** The files that the README has its reader send. */
class SamplesTest {

    private static final Path SAMPLES = Path.of("src/main/samples");

    private final MessageCodec codec = MessageCodec.strict();

    @ParameterizedTest
    @ValueSource(strings = {"submitted-rest.json", "submitted-queue.json"})
    void jsonSamplesFollowTheContract(String file) throws Exception {
        DossierMessage message = codec.fromJson(Files.readAllBytes(SAMPLES.resolve(file)));

        assertThat(message.type()).isEqualTo(MessageType.SUBMITTED);
    }

    @Test
    void theSoapSampleFollowsTheContract() throws Exception {
        byte[] envelope = Files.readAllBytes(SAMPLES.resolve("submitted-soap.xml"));
        XMLStreamReader reader =
                XMLInputFactory.newInstance().createXMLStreamReader(new ByteArrayInputStream(envelope));
        while (!(reader.isStartElement() && "message".equals(reader.getLocalName()))) {
            reader.next();
        }

        DossierMessage message = codec.fromXml(reader);

        assertThat(message.subject()).isEqualTo("H26.103-250908-0002");
    }
}
