package vn.gov.hanoi.hpasc.connectors.departments.rest;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/** Lets only the headers through that the mapper wrote: what the hub keeps beside a message is nobody else's business. */
class RestDepartmentHeaders implements HeaderFilterStrategy {

    private static final Set<String> OURS =
            Set.of(RestDepartmentExchange.IDEMPOTENCY_KEY, RestDepartmentExchange.ACCEPT);

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !OURS.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
        return true;
    }
}
