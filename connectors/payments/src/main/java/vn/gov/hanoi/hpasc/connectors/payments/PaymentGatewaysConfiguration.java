package vn.gov.hanoi.hpasc.connectors.payments;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.payments.keypay.KeypayGateway;
import vn.gov.hanoi.hpasc.connectors.payments.momo.MomoGateway;
import vn.gov.hanoi.hpasc.connectors.payments.platform.PlatformGateway;
import vn.gov.hanoi.hpasc.connectors.payments.vnpay.VnpayGateway;
import vn.gov.hanoi.hpasc.connectors.payments.zalopay.ZalopayGateway;

/** The gateways there are; who uses which is the merchants' configuration. */
@Configuration(proxyBeanMethods = false)
public class PaymentGatewaysConfiguration {

    @Bean
    GatewayHttp gatewayHttp() {
        return new GatewayHttp();
    }

    @Bean
    VnpayGateway vnpayGateway(GatewayHttp http, Clock clock) {
        return new VnpayGateway(http, clock);
    }

    @Bean
    MomoGateway momoGateway(GatewayHttp http) {
        return new MomoGateway(http);
    }

    @Bean
    ZalopayGateway zalopayGateway(GatewayHttp http, Clock clock) {
        return new ZalopayGateway(http, clock);
    }

    @Bean
    PlatformGateway platformGateway(GatewayHttp http) {
        return new PlatformGateway(http);
    }

    @Bean
    KeypayGateway keypayGateway(GatewayHttp http) {
        return new KeypayGateway(http);
    }
}
