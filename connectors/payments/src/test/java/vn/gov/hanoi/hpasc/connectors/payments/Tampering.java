package vn.gov.hanoi.hpasc.connectors.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/** Changes to calls that were signed, and what must come of them. */
public final class Tampering {

    private Tampering() {}

    /** Where, as a part of the whole, and what is written there instead. */
    public record Change(double where, char instead) {

        /** Empty when it would change nothing. */
        public String in(String text) {
            int at = (int) (where * text.length());
            return text.charAt(at) == instead ? "" : text.substring(0, at) + instead + text.substring(at + 1);
        }

        public byte[] in(byte[] bytes) {
            byte[] changed = bytes.clone();
            changed[(int) (where * bytes.length)] = (byte) instead;
            return changed;
        }
    }

    public static Arbitrary<Change> anywhere() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, true, 1, false),
                        Arbitraries.chars().range(' ', '~').with('"', '\\', '&', '=', '|', '%', '+', '0', '1', '9'))
                .as(Change::new);
    }

    /** Texts with everything that separators and encoders could stumble over. */
    public static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars("abcXYZ019 &=|+%#~*!'()\"\\/:;,.-_ăâđêôơưáàảãạÂĐ€漢")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(text -> !text.isBlank());
    }

    /** What is believed after a change must say what was said before it. */
    public static void believedOnlyIfItSaysTheSame(
            Function<RawCallback, Verification> verify, RawCallback original, RawCallback changed) {
        PaymentNotice before = ((Verification.Genuine) verify.apply(original)).notice();
        if (verify.apply(changed) instanceof Verification.Genuine believed) {
            assertThat(believed.notice()).isEqualTo(before);
        }
    }

    /** {@code fields} with the value under {@code name} changed; empty when the change changes nothing. */
    public static Map<String, String> with(Map<String, String> fields, String name, Change change) {
        String changed = change.in(fields.get(name));
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (changed.isEmpty()) {
            return Map.of();
        }
        all.put(name, changed);
        return all;
    }
}
