package vn.gov.hanoi.hpasc.connectors.departments.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** A delivery as the SOAP 1.1 request {@code Deliver}. */
final class SoapDepartmentMapper {

    static final String ACTION = "\"" + MessageCodec.NAMESPACE + "/Deliver\"";

    private static final MessageCodec CODEC = new MessageCodec();
    private static final String OPEN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
            + "<Deliver xmlns=\"" + MessageCodec.NAMESPACE + "\"><exchangeId>";
    private static final String CLOSE = "</Deliver></soap:Body></soap:Envelope>";

    private SoapDepartmentMapper() {}

    /** UTF-8 XML; the same bytes on every attempt. */
    static byte[] toRequest(Delivery delivery) {
        ByteArrayOutputStream request = new ByteArrayOutputStream(4096);
        write(request, OPEN + delivery.exchangeId() + "</exchangeId><sequence>" + delivery.sequence() + "</sequence>");
        String mark = delivery.mark();
        if (mark != null) {
            write(request, "<mark>" + mark + "</mark>");
        }
        request.writeBytes(CODEC.toXml(delivery.message()));
        write(request, CLOSE);
        return request.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
