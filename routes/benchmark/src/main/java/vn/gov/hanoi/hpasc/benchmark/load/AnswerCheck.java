package vn.gov.hanoi.hpasc.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether an answer to a message is the right one. */
public enum AnswerCheck {
    /** 202 is all there is. */
    BASELINE {
        @Override
        @Nullable
        String complaint(int status, byte[] body, String id) {
            return status == ACCEPTED ? null : "status " + status;
        }
    },
    /** A receipt for this message, given for the first time. */
    HUB {
        @Override
        @Nullable
        String complaint(int status, byte[] body, String id) {
            if (status != ACCEPTED) {
                return "status " + status + " " + new String(body, StandardCharsets.UTF_8);
            }
            if (!contains(body, "\"id\":\"" + id + "\"")) {
                return "receipt for another id";
            }
            if (!contains(body, "\"repeat\":false")) {
                return "receipt marked as a repeat";
            }
            return DIGEST.matcher(new String(body, StandardCharsets.ISO_8859_1)).find()
                    ? null
                    : "receipt without digest";
        }
    };

    private static final int ACCEPTED = 202;
    private static final Pattern DIGEST = Pattern.compile("\"digest\":\"sha256-v1:[0-9a-f]{64}\"");

    /** What is wrong with the answer; null when it is right. */
    abstract @Nullable String complaint(int status, byte[] body, String id);

    private static boolean contains(byte[] body, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        return Bytes.indexOf(body, 0, body.length, wanted) >= 0;
    }
}
