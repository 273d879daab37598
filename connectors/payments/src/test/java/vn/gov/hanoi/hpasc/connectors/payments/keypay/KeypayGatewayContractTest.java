package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.testkit.PaymentGatewayContract;
import vn.gov.hanoi.hpasc.simulators.keypay.KeypaySimulator;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;

class KeypayGatewayContractTest extends PaymentGatewayContract {

    private final GatewayHttp http = new GatewayHttp();
    private final KeypayGateway gateway = new KeypayGateway(http);

    @AfterAll
    void closeConnections() {
        http.close();
    }

    @Override
    protected PaymentSimulator start() {
        return KeypaySimulator.start(0);
    }

    @Override
    protected PaymentGateway gateway() {
        return gateway;
    }

    @Override
    protected String gatewayId() {
        return "CLIENT01";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("hash_key_1", "khoa-mot-keypay-01", "hash_key_2", "khoa-hai-keypay-02");
    }

    @Override
    protected Map<String, URI> endpoints(PaymentSimulator running) {
        return Map.of("create", running.address("/create"), "detail", running.address("/detail"));
    }

    @Override
    protected boolean signsReturns() {
        return false;
    }
}
