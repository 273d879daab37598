package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelRegistry;

/** Offers the older land system as the one that parcels are looked up in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OlderLandProperties.class)
public class OlderLandConfiguration {

    @Bean(destroyMethod = "close")
    ParcelRegistry olderLandSystem(OlderLandProperties properties) {
        return new OlderLandClient(properties);
    }
}
