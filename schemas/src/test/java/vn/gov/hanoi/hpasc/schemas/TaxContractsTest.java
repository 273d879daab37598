package vn.gov.hanoi.hpasc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class TaxContractsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"tax-notices", "tax-vouchers", "tax-answer"})
    void examplesFollowTheirContract(String name) throws Exception {
        assertThat(TaxContracts.faults(name, example(name))).isEmpty();
    }

    @Test
    void theFileInTheExampleFollowsItsSchema() throws Exception {
        byte[] file = Base64.getDecoder()
                .decode(example("tax-notices")
                        .path("Data")
                        .path("FileThongBaoThue")
                        .asText());
        assertThat(file).isEqualTo(resource("tax-notice-file.xml").readAllBytes());
        validator().validate(new StreamSource(new ByteArrayInputStream(file)));
    }

    @ParameterizedTest
    @CsvSource({"20-11-2026,2026-11-20", "15.500.000,15500000.5", "15.500.000,abc", "1207/TB-LPTB,''"})
    void whatTheHubWouldParkBreaksIt(String good, String bad) throws Exception {
        String file = new String(resource("tax-notice-file.xml").readAllBytes(), StandardCharsets.UTF_8);
        byte[] changed = file.replace(">" + good + "<", ">" + bad + "<").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> validator().validate(new StreamSource(new ByteArrayInputStream(changed))))
                .isInstanceOf(SAXException.class);
    }

    @Test
    void aVoucherWithoutAnAmountBreaksIt() throws Exception {
        ObjectNode call = example("tax-vouchers");
        ((ObjectNode) call.path("Data").path("ThongTinThanhToan")).put("SoTien", "1.5");
        assertThat(TaxContracts.faults("tax-vouchers", call)).isNotEmpty();
    }

    private static Validator validator() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(TaxContractsTest.class.getResource("/" + TaxContracts.NOTICE_FILE))
                .newValidator();
    }

    private static ObjectNode example(String name) throws Exception {
        try (InputStream in = resource(name + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        }
    }

    private static InputStream resource(String name) {
        return TaxContractsTest.class.getResourceAsStream("/vn/gov/hanoi/hpasc/schemas/tax/v1/examples/" + name);
    }
}
