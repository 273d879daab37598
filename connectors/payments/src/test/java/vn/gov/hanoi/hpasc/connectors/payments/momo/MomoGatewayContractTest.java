package vn.gov.hanoi.hpasc.connectors.payments.momo;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.testkit.RefundContract;
import vn.gov.hanoi.hpasc.simulators.momo.MomoSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;

class MomoGatewayContractTest extends RefundContract {

    private final GatewayHttp http = new GatewayHttp();
    private final MomoGateway gateway = new MomoGateway(http);

    @AfterAll
    void closeConnections() {
        http.close();
    }

    @Override
    protected PaymentSimulator start() {
        return MomoSimulator.start(0);
    }

    @Override
    protected PaymentGateway gateway() {
        return gateway;
    }

    @Override
    protected String gatewayId() {
        return "MOMOHPASC";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("accessKey", "truy-cap-momo-01", "secretKey", "khoa-bi-mat-momo-01");
    }

    @Override
    protected Map<String, URI> endpoints(PaymentSimulator running) {
        return Map.of("api", running.address("/"));
    }
}
