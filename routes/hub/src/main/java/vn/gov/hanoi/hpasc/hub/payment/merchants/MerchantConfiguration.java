package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.payment.merchants.MerchantReader.Read;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** Offers the contracts with gateways. */
@Configuration(proxyBeanMethods = false)
class MerchantConfiguration {

    /**
     * Where gateways reach the hub.
     *
     * @param publicUrl as seen from outside; null for its own port on this machine
     */
    @ConfigurationProperties("hub.callbacks")
    record Address(@Nullable URI publicUrl) {}

    @Bean
    PublicAddress publicAddress(Address address) {
        return new PublicAddress(address.publicUrl());
    }

    @Bean
    Merchants merchants(
            ConfigurationFiles files,
            Agencies agencies,
            KeyFolder keys,
            ConfigurableEnvironment environment,
            ObjectProvider<PaymentGateway> connectors,
            PublicAddress address,
            RoutingTable routing) {
        List<PaymentGateway> gateways = connectors.orderedStream().toList();
        SecretSource secrets = new SecretSource(keys.folder(), keys.makesMissing(), environment::getProperty);
        Read read =
                MerchantReader.read(files.payments(), agencies, secrets, EndpointOverrides.of(environment), gateways);
        Payees payees = new Payees(read.payees(), routing.agencyOf("taxOffice"));
        return new Merchants(read.contracts(), gateways, read.lookup(), payees, address);
    }
}
