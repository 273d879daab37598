package vn.gov.hanoi.hpasc.hub.ingress.rest;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.schemas.ExchangeContracts;

/** The contracts, for everybody. */
@Component
class ContractRoutes extends RouteBuilder {

    private static final int OK = 200;
    private static final String YAML = "application/yaml;charset=UTF-8";

    private final HttpAnswer openapi = yaml(ExchangeContracts.openapi());
    private final HttpAnswer asyncapi = yaml(ExchangeContracts.asyncapi());

    private static HttpAnswer yaml(byte[] contract) {
        return new HttpAnswer(OK, YAML, Map.of("Cache-Control", "max-age=300"), contract);
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/api/v1/openapi.yaml?httpMethodRestrict=GET")
                .routeId("contract.openapi")
                .setBody(constant(openapi));
        from("platform-http:/api/v1/asyncapi.yaml?httpMethodRestrict=GET")
                .routeId("contract.asyncapi")
                .setBody(constant(asyncapi));
    }
}
