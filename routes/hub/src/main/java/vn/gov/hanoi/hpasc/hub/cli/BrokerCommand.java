package vn.gov.hanoi.hpasc.hub.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;

/** The broker as a process of its own, for hubs that share it. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the broker alone, with the same users, permissions and queues as inside the hub.",
            "Hubs reach it with SPRING_ARTEMIS_MODE=native and SPRING_ARTEMIS_BROKERURL=tcp://<host>:<port>."
        })
final class BrokerCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen at (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String host;

    @Option(
            names = "--port",
            defaultValue = "${env:HUB_BROKER_PORT:-61616}",
            description = "port for CORE and AMQP, 0 for any free one (${DEFAULT-VALUE})")
    private int port;

    @Override
    public Integer call() throws Exception {
        HubBroker broker = new HubBroker(BrokerSettings.under(place.dataDir(), host, port), place.users());
        broker.start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(broker, stopped), "broker-stop"));
        spec.commandLine().getOut().println("broker ready at " + host + ":" + broker.port());
        stopped.await();
        return 0;
    }

    private void close(HubBroker broker, CountDownLatch stopped) {
        try {
            broker.close();
        } catch (Exception e) {
            spec.commandLine().getErr().println("broker: stopped uncleanly: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }
}
