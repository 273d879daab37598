package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.Set;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * The AMQP links that a client may attach: to a queue, or to the coordinator of transactions, with capabilities that JMS
 * needs. What is not listed is refused: federation, mirrors, bridges, tunnels of CORE messages, and whatever a later version
 * adds.
 */
final class AmqpLinks {

    private static final int LONGEST_NAME = 1024;

    private static final Set<String> CAPABILITIES = Set.of(
            "queue",
            "topic",
            "temporary-queue",
            "temporary-topic",
            "shared",
            "global",
            "DELAYED_DELIVERY",
            "ANONYMOUS-RELAY",
            "SHARED-SUBS",
            "sole-connection-for-container",
            "amqp:local-transactions",
            "amqp:distributed-transactions",
            "amqp:promotable-transactions",
            "amqp:multi-txns-per-ssn",
            "amqp:multi-ssns-per-txn");

    private AmqpLinks() {}

    /** Why {@code link} is refused; null if it is not. */
    static @Nullable String refusal(Link link) {
        if (link.getName().length() > LONGEST_NAME) {
            return "AMQP link with a name of " + link.getName().length() + " characters";
        }
        String why = capability(link.getRemoteDesiredCapabilities());
        if (why == null) {
            why = capability(link.getRemoteOfferedCapabilities());
        }
        if (why == null) {
            why = link instanceof Receiver ? target(link) : source(link);
        }
        return why;
    }

    private static @Nullable String target(Link link) {
        return switch (link.getRemoteTarget()) {
            case Coordinator coordinator -> capability(coordinator.getCapabilities());
            case Target target -> node(target.getAddress(), target.getDynamic(), target.getCapabilities());
            case null, default -> "AMQP link without a target";
        };
    }

    private static @Nullable String source(Link link) {
        return link.getRemoteSource() instanceof Source source
                ? node(source.getAddress(), source.getDynamic(), source.getCapabilities())
                : "AMQP link without a source";
    }

    private static @Nullable String node(@Nullable String address, boolean dynamic, Symbol @Nullable [] capabilities) {
        if (dynamic) {
            return "AMQP link to a node that it asks to be made";
        }
        if (address != null && address.startsWith("$")) {
            return "AMQP link to " + address;
        }
        return capability(capabilities);
    }

    private static @Nullable String capability(Symbol @Nullable [] capabilities) {
        if (capabilities != null) {
            for (Symbol capability : capabilities) {
                if (capability != null && !CAPABILITIES.contains(capability.toString())) {
                    return "AMQP capability " + capability;
                }
            }
        }
        return null;
    }
}
