package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;

/** Has citizens pay: opens an order at the hub and follows its pay address at the simulated gateway. */
final class Cashier {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACK = "https://dichvucong.example/quay-lai";

    private final AgencyLines lines;
    private final GatewaySimulators gateways;

    Cashier(AgencyLines lines, GatewaySimulators gateways) {
        this.lines = lines;
        this.gateways = gateways;
    }

    boolean plays(String gateway) {
        return gateways.at(gateway).isPresent();
    }

    /** Pays what {@code message} would confirm. */
    Answer pay(String gateway, DossierMessage message) throws InterruptedException {
        String wish = JSON.createObjectNode()
                .put("dossierCode", message.subject())
                .put("obligationId", ((PaymentConfirmed) message.data()).obligationId())
                .put("gateway", gateway)
                .put("returnUrl", BACK)
                .toString();
        Answer answer = lines.post(message.source().agency(), "/api/v1/payments", wish, message.id());
        if (answer.kind() == Answer.Kind.RECEIPT) {
            gateways.at(gateway).orElseThrow().pay(payUrl(answer.text()));
        }
        return answer;
    }

    private static URI payUrl(String order) {
        try {
            JsonNode opened = JSON.readTree(order);
            return URI.create(opened.path("payUrl").asText());
        } catch (JsonProcessingException senseless) {
            throw new IllegalStateException(senseless);
        }
    }
}
