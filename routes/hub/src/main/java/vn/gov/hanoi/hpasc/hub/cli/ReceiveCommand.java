package vn.gov.hanoi.hpasc.hub.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.Queues;

/** Reads an agency's queue as its system would. */
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description = "Takes messages out of hpasc.out.<agency> or hpasc.receipts.<agency> and prints them.")
final class ReceiveCommand implements Callable<Integer> {

    /** The queues an agency reads. */
    enum From {
        out,
        receipts
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Mixin
    private final BrokerLink link = new BrokerLink();

    @Option(names = "--agency", required = true, paramLabel = "<agency code>", description = "who reads")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private AgencyCode agency;

    @Option(names = "--from", defaultValue = "out", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private From from;

    @Option(names = "--max", defaultValue = "1", description = "how many messages at most (${DEFAULT-VALUE})")
    private int max;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            defaultValue = "10",
            description = "how long to wait for each (${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws IOException, JMSException {
        String queue = switch (from) {
            case out -> Queues.out(agency);
            case receipts -> Queues.receipts(agency);
        };
        try (JMSContext context = link.open(agency);
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            for (int read = 0; read < max; read++) {
                Message message = consumer.receive(seconds * 1000L);
                if (message == null) {
                    spec.commandLine().getErr().println("nothing more in " + queue);
                    return 0;
                }
                spec.commandLine()
                        .getOut()
                        .println(JSON.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(JSON.readTree(MessageText.of(message))));
                message.acknowledge();
            }
            return 0;
        }
    }
}
