package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Text of a message as UTF-8. */
final class Utf8Text {

    private Utf8Text() {}

    /** @throws Refusal when half of a surrogate pair stands alone in it */
    static byte[] encode(CharSequence text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfOfAPair) {
            throw new Refusal(ErrorCode.WRONG_ENCODING);
        }
    }
}
