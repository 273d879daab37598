package vn.gov.hanoi.hpasc.hub.broker;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** Makes every message of an agency durable, however its client was set up. That none expires is an address setting. */
final class KeepWhatAgenciesSend implements ActiveMQServerMessagePlugin {

    @Override
    public void beforeSend(
            ServerSession session,
            @Nullable Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue) {
        String address = message.getAddress();
        if (address == null || !Queues.isIn(address)) {
            return;
        }
        if (!message.isDurable()) {
            message.setDurable(true);
            message.reencode();
        }
    }
}
