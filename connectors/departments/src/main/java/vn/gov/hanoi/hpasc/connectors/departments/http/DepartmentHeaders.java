package vn.gov.hanoi.hpasc.connectors.departments.http;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/** Lets only the headers through that a connector wrote: what the hub keeps beside a message is nobody else's business. */
final class DepartmentHeaders implements HeaderFilterStrategy {

    private final Set<String> ours;

    DepartmentHeaders(Set<String> ours) {
        this.ours = Set.copyOf(ours);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !ours.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
        return true;
    }
}
