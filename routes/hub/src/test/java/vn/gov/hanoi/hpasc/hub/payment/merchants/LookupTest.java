package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.callback.DoorTable;
import vn.gov.hanoi.hpasc.hub.callback.DoorTable.Caller;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants.Lookup;

class LookupTest {

    @Test
    void answersTheBearerOfATokenOrACertificateFromTheRightAddressOnly() throws Exception {
        DoorTable.check("tokens", LookupTest::door);
    }

    private static Predicate<Caller> door(Map<String, Object> settings) {
        PartnerCredentials credentials = new PartnerCredentials(
                "payment-lookup",
                said(settings, "tokens"),
                said(settings, "certificates"),
                said(settings, "allowed-addresses"));
        Lookup lookup = new Lookup(new AgencyCode("H26.01"), List.of(), credentials);
        return caller -> lookup.mayAsk(
                caller.secrets().stream().map(secret -> "Bearer " + secret).toList(),
                caller.request().clientCertificate(),
                caller.request().remoteAddress());
    }

    private static List<String> said(Map<String, Object> settings, String name) {
        return settings.containsKey(name) ? List.of(String.valueOf(settings.get(name))) : List.of();
    }
}
