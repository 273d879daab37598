package vn.gov.hanoi.hpasc.connectors.nationalportal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class PortalMoneyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120000 | 120000",
                "1.200.000 | 1200000",
                "50.000 đồng | 50000",
                "1,200,000 VNĐ | 1200000",
                " 30.000đ | 30000"
            })
    void readsAmountsHoweverTheyAreWritten(String text, long amount) {
        assertThat(PortalMoney.of(new TextNode(text))).isEqualTo(new PortalMoney.Amount(new Vnd(amount)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"không", "Không", "Miễn phí", "", "0"})
    void nothingToPayIsNoAmount(String text) {
        assertThat(PortalMoney.of(new TextNode(text))).isEqualTo(new PortalMoney.Free());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.20.000", "từ 50.000 đến 100.000", "theo quy định", "-5000", "1.200,000", "12e3"})
    void whatMakesNoSenseIsRefusedAndNeverZero(String text) {
        assertThat(PortalMoney.of(new TextNode(text))).isEqualTo(new PortalMoney.Refused(text));
    }

    @Test
    void readsNumbersToo() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(PortalMoney.of(json.readTree("75000"))).isEqualTo(new PortalMoney.Amount(new Vnd(75_000)));
        assertThat(PortalMoney.of(json.readTree("75.5"))).isEqualTo(new PortalMoney.Refused("75.5"));
        assertThat(PortalMoney.of(json.readTree("null"))).isEqualTo(new PortalMoney.Free());
    }
}
