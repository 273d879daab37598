package vn.gov.hanoi.hpasc.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.Queues;

/** Sends one message over the queue as an agency's system would, and waits for the answer that counts: the receipt. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Puts a CloudEvents JSON file into hpasc.in.<agency> and prints the receipt or the refusal.")
final class SendCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_RECEIPT = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Mixin
    private final BrokerLink link = new BrokerLink();

    @Option(names = "--agency", required = true, paramLabel = "<agency code>", description = "who sends")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private AgencyCode agency;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            defaultValue = "30",
            description = "how long to wait for the receipt (${DEFAULT-VALUE})")
    private int seconds;

    @Parameters(paramLabel = "<file>", description = "the message, as application/cloudevents+json")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Override
    public Integer call() throws IOException, JMSException {
        byte[] event = Files.readAllBytes(file);
        String id = JSON.readTree(event).path("id").asText();
        try (JMSContext context = link.open(agency);
                JMSConsumer receipts = context.createConsumer(
                        context.createQueue(Queues.receipts(agency)),
                        "JMSCorrelationID = '" + id.replace("'", "''") + "'")) {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(event);
            message.setJMSCorrelationID(id);
            context.createProducer().send(context.createQueue(Queues.in(agency)), message);
            Message receipt = receipts.receive(seconds * 1000L);
            if (receipt == null) {
                spec.commandLine()
                        .getErr()
                        .println("no receipt within " + seconds + " s; the message stays with the hub,"
                                + " which answers when it can. Sending the same again is harmless.");
                return NO_RECEIPT;
            }
            receipt.acknowledge();
            return print(MessageText.of(receipt));
        }
    }

    private int print(String answer) throws IOException {
        JsonNode json = JSON.readTree(answer);
        spec.commandLine()
                .getOut()
                .println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        return json.has("exchangeId") ? 0 : 1;
    }
}
