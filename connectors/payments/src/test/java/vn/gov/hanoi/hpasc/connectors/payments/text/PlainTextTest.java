package vn.gov.hanoi.hpasc.connectors.payments.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void vietnameseKeepsItsLettersAndLosesItsMarks() {
        assertThat(PlainText.ascii("Lệ phí cấp Giấy chứng nhận: Đất đai (#1), 50%", 255))
                .isEqualTo("Le phi cap Giay chung nhan Dat dai 1 50");
        assertThat(PlainText.ascii("漢字", 255)).isEqualTo("Thanh toan");
        assertThat(PlainText.unicode("Lệ phí a&b=c|d", 255)).isEqualTo("Lệ phí a b c d");
    }

    @Property
    void noTextGetsThroughThatEncodersWriteDifferently(@ForAll String text) {
        String plain = PlainText.ascii(text, 20);

        assertThat(plain).matches("[A-Za-z0-9 ._-]{1,20}").isEqualTo(plain.strip());
        for (FormEncoding encoding : FormEncoding.values()) {
            assertThat(encoding.encoded(plain)).isEqualTo(FormEncoding.JAVA.encoded(plain));
        }
    }

    @Property
    void whatAnEncoderWroteReadsAsItWas(@ForAll String text, @ForAll FormEncoding encoding) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(FormFields.read("a=" + encoding.encoded(whole)).orElseThrow().values())
                .containsEntry("a", whole);
    }

    @Test
    void timesAreThoseOfVietnamInTwentyFourHours() {
        Instant evening = Instant.parse("2026-11-23T16:59:59Z");

        assertThat(VietnamTime.seconds(evening)).isEqualTo("20261123235959");
        assertThat(VietnamTime.instant("20261123235959")).contains(evening);
        assertThat(VietnamTime.day(evening.plusSeconds(1))).isEqualTo("261124");
        assertThat(VietnamTime.instant("20261323235959")).isEmpty();
        assertThat(VietnamTime.instant("2026")).isEmpty();
        assertThat(VietnamTime.epochMillis("0")).isEmpty();
    }
}
