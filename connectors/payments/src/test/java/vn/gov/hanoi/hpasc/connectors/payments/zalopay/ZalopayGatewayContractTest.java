package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.testkit.RefundContract;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.zalopay.ZalopaySimulator;

class ZalopayGatewayContractTest extends RefundContract {

    private final GatewayHttp http = new GatewayHttp();
    private final ZalopayGateway gateway = new ZalopayGateway(http, Clock.systemUTC());

    @AfterAll
    void closeConnections() {
        http.close();
    }

    @Override
    protected PaymentSimulator start() {
        return ZalopaySimulator.start(0);
    }

    @Override
    protected PaymentGateway gateway() {
        return gateway;
    }

    @Override
    protected String gatewayId() {
        return "2553";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("key1", "khoa-mot-zalopay-01", "key2", "khoa-hai-zalopay-02");
    }

    @Override
    protected Map<String, URI> endpoints(PaymentSimulator running) {
        return Map.of("api", running.address("/"));
    }

    @Override
    protected String foreignId() {
        return "2554";
    }

    @Override
    protected boolean tellsOfFailures() {
        return false;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("refund-not-found-code", "-101");
    }
}
