package vn.gov.hanoi.hpasc.connectors.payments.platform;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.testkit.PaymentGatewayContract;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.platform.PlatformSimulator;

class PlatformGatewayContractTest extends PaymentGatewayContract {

    private final GatewayHttp http = new GatewayHttp();
    private final PlatformGateway gateway = new PlatformGateway(http);

    @AfterAll
    void closeConnections() {
        http.close();
    }

    @Override
    protected PaymentSimulator start() {
        return PlatformSimulator.start(0);
    }

    @Override
    protected PaymentGateway gateway() {
        return gateway;
    }

    @Override
    protected String gatewayId() {
        return "HPASC-HN";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("secret", "khoa-bi-mat-nen-tang-01", "token", "the-bai-nen-tang-0001");
    }

    @Override
    protected Map<String, URI> endpoints(PaymentSimulator running) {
        return Map.of(
                "init",
                running.address("/init"),
                "query",
                running.address("/query"),
                "receipt",
                running.address("/receipt"));
    }

    @Override
    protected boolean signsReturns() {
        return false;
    }
}
