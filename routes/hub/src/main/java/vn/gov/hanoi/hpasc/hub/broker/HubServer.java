package vn.gov.hanoi.hpasc.hub.broker;

import java.util.Map;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.protocol.core.impl.CoreSessionCallback;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;

/** An Artemis server whose CORE sessions get agencies' AMQP messages undecoded. No plugin sees a message on that way. */
final class HubServer extends ActiveMQServerImpl {

    HubServer(Configuration configuration, ActiveMQSecurityManager5 security) {
        super(configuration, security);
    }

    @Override
    public ServerSession createSession(
            String name,
            String username,
            String password,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes,
            String securityDomain,
            String validatedUser,
            boolean isLegacyProducer)
            throws Exception {
        return super.createSession(
                name,
                username,
                password,
                minLargeMessageSize,
                connection,
                autoCommitSends,
                autoCommitAcks,
                preAcknowledge,
                xa,
                defaultAddress,
                callback instanceof CoreSessionCallback ? new AgencyMessagesUndecoded(callback) : callback,
                autoCreateQueues,
                context,
                prefixes,
                securityDomain,
                validatedUser,
                isLegacyProducer);
    }
}
