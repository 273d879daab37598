package vn.gov.hanoi.hpasc.hub.payment.merchants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant.Timeouts;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys.KeySet;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Payees.Account;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Payees.Listed;

class PayeesTest {

    private static final AgencyCode TAX = new AgencyCode("G12.10");
    private static final AgencyCode LAND = new AgencyCode("H26.13");
    private static final Payee FIRST = new Payee("7111.1", "KBNN-HN", "Thuế thành phố Hà Nội");
    private static final Payee SECOND = new Payee("7111.2", "KBNN-HN", "Thuế cơ sở 2");
    private static final Payee OF_LAND = new Payee("3949.0", "VBAAVNVX", "Sở");
    private static final Payee FOREIGN = new Payee("6666.6", "VBAAVNVX", "Người lạ");
    private static final Merchant WITHOUT = merchant(Map.of());
    private static final Merchant WITH =
            merchant(Map.of("payee-account", "1111.1", "payee-bank", "KBNN", "payee-name", "Kho bạc"));

    private static Merchant merchant(Map<String, String> settings) {
        return new Merchant(
                "hanoi-platform",
                new AgencyCode("H26.01"),
                "payment-platform",
                "H26PAY",
                Map.of(),
                null,
                new SigningKeys(new KeySet(Map.of("secret", new Secret("khoa"))), null),
                settings,
                Timeouts.USUAL);
    }

    private static Payees payees(Payee... ofTax) {
        List<Listed> listed = new java.util.ArrayList<>(List.of(new Listed(LAND, OF_LAND)));
        List.of(ofTax).forEach(payee -> listed.add(new Listed(TAX, payee)));
        return new Payees(listed, Optional.of(TAX));
    }

    private static Account taxed(@Nullable Payee named, Payee... ofTax) {
        return payees(ofTax).account(TAX, named, WITH);
    }

    @Test
    void anAgencyNamesNoAccountWhateverItsMessageSays() {
        assertThat(payees().account(LAND, FOREIGN, WITH)).isEqualTo(new Account.Configured(OF_LAND));
        assertThat(payees().account(new AgencyCode("H26.13.5"), FOREIGN, WITH))
                .isEqualTo(new Account.Configured(OF_LAND));
        assertThat(payees().account(new AgencyCode("H26.19"), FOREIGN, WITH))
                .isEqualTo(new Account.Configured(new Payee("1111.1", "KBNN", "Kho bạc")));
        assertThat(payees().account(new AgencyCode("H26.19"), FOREIGN, WITHOUT)).isEqualTo(new Account.Unknown());
        assertThat(payees().notListed(LAND, FOREIGN)).isFalse();
    }

    @Test
    void theTaxOfficeNamesOneOfItsList() {
        assertThat(taxed(SECOND, FIRST, SECOND)).isEqualTo(new Account.Configured(SECOND));
        assertThat(taxed(new Payee("7111.2", null, "Tên khác"), FIRST, SECOND))
                .as("name and bank are those of the list")
                .isEqualTo(new Account.Configured(SECOND));
        assertThat(taxed(FOREIGN, FIRST, SECOND)).isEqualTo(new Account.NotListed());
        assertThat(taxed(new Payee("7111.2", "KHAC", "Thuế"), FIRST, SECOND)).isEqualTo(new Account.NotListed());
        assertThat(taxed(OF_LAND, FIRST)).as("another agency's").isEqualTo(new Account.NotListed());
        assertThat(taxed(FIRST)).as("nothing is listed").isEqualTo(new Account.NotListed());
        assertThat(payees(FIRST).notListed(TAX, FOREIGN)).isTrue();
    }

    @Test
    void aNoticeWithoutAnAccountTakesTheOnlyOne() {
        assertThat(taxed(null, FIRST)).isEqualTo(new Account.Configured(FIRST));
        assertThat(taxed(null, FIRST, SECOND)).isEqualTo(new Account.Unknown());
    }
}
