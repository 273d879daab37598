package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.testkit.RefundContract;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;

class VnpayGatewayContractTest extends RefundContract {

    private final GatewayHttp http = new GatewayHttp();
    private final VnpayGateway gateway = new VnpayGateway(http, Clock.systemUTC());

    @AfterAll
    void closeConnections() {
        http.close();
    }

    @Override
    protected PaymentSimulator start() {
        return VnpaySimulator.start(0);
    }

    @Override
    protected PaymentGateway gateway() {
        return gateway;
    }

    @Override
    protected String gatewayId() {
        return "HPASC001";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("secret", "khoa-bi-mat-vnpay-01");
    }

    @Override
    protected Map<String, URI> endpoints(PaymentSimulator running) {
        return Map.of("pay", running.address(VnpaySimulator.PAY_PATH), "api", running.address(VnpaySimulator.API_PATH));
    }

    @Override
    protected boolean callsToOpen() {
        return false;
    }
}
