package vn.gov.hanoi.hpasc.hub.ingress.soap;

import java.util.HashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.camel.component.cxf.common.DataFormat;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.cxf.Bus;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.schemas.ExchangeContracts;
import vn.gov.hanoi.hpasc.schemas.LandRegistryContracts;

/** The endpoint that CXF serves. */
@Configuration(proxyBeanMethods = false)
class SoapConfiguration {

    static final String ENDPOINT = "dossierExchange";
    static final String LAND_REGISTRY = "landRegistryService";

    @Bean(ENDPOINT)
    CxfEndpoint dossierExchange(Bus bus) {
        CxfEndpoint endpoint = new CxfEndpoint();
        endpoint.setBus(bus);
        endpoint.setAddress("/dossier-exchange");
        endpoint.setWsdlURL("classpath:" + ExchangeContracts.WSDL);
        endpoint.setServiceName(new QName(MessageCodec.NAMESPACE, "DossierExchangeService").toString());
        endpoint.setPortName(new QName(MessageCodec.NAMESPACE, "DossierExchangeSoap12Port").toString());
        endpoint.setDataFormat(DataFormat.RAW);
        endpoint.setCxfBinding(new SoapBinding());
        endpoint.setSynchronous(true);
        endpoint.setProperties(new HashMap<>(Map.of("autoRewriteSoapAddressForAllServices", true)));
        return endpoint;
    }

    @Bean(LAND_REGISTRY)
    CxfEndpoint landRegistryEndpoint(Bus bus) {
        CxfEndpoint endpoint = new CxfEndpoint();
        endpoint.setBus(bus);
        endpoint.setAddress("/land-registry");
        endpoint.setWsdlURL("classpath:" + LandRegistryContracts.WSDL);
        endpoint.setServiceName(new QName(LandRegistryContracts.NAMESPACE, "LandRegistryService").toString());
        endpoint.setPortName(new QName(LandRegistryContracts.NAMESPACE, "LandRegistrySoap12Port").toString());
        endpoint.setDataFormat(DataFormat.RAW);
        endpoint.setCxfBinding(new SoapBinding());
        endpoint.setSynchronous(true);
        endpoint.setProperties(new HashMap<>(Map.of("autoRewriteSoapAddressForAllServices", true)));
        return endpoint;
    }

    @Bean
    FilterRegistrationBean<SoapDoor> soapDoor() {
        FilterRegistrationBean<SoapDoor> door = new FilterRegistrationBean<>(new SoapDoor());
        door.addUrlPatterns("/services/*");
        return door;
    }
}
