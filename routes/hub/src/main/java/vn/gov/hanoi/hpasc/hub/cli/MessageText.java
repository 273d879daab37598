package vn.gov.hanoi.hpasc.hub.cli;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;

/** What a message says, whether it came as text or as bytes. */
final class MessageText {

    private MessageText() {}

    static String of(Message message) throws JMSException {
        return message instanceof BytesMessage bytes
                ? new String(bytes.getBody(byte[].class), StandardCharsets.UTF_8)
                : message.getBody(String.class);
    }
}
