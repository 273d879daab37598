package vn.gov.hanoi.hpasc.connectors.spi;

import java.util.List;

/**
 * All destinations of this hub, as configured; the hub offers it as a bean, connectors build their routes from it.
 *
 * @param all in the order of configuration
 */
public record Destinations(List<Destination> all) {

    public Destinations {
        all = List.copyOf(all);
    }

    /** Those that take their messages over {@code transport}. */
    public List<Destination> over(Transport transport) {
        return all.stream().filter(d -> d.transport() == transport).toList();
    }
}
