package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Does what it is told to in an order and at moments of chance, and sets each right again after a while. */
final class Mayhem {

    /** What happens. */
    enum Event {
        HUB_KILLED,
        POSTGRES_KILLED,
        BROKER_KILLED,
        /** The broker is killed, and what it had on its disk is gone. */
        JOURNAL_LOST,
        /** A node is stopped for longer than any of its leases, and goes on as if nothing had been. */
        HUB_FROZEN,
        /** The clock of a node goes wrong; the node dies so, starts so, and then its clock is set right. */
        CLOCK_STEPPED
    }

    private static final Duration FROZEN = Duration.ofSeconds(45);
    private static final Duration AHEAD = Duration.ofHours(3);

    private final City city;
    private final List<HubProcess> hubs;
    private final Random random;
    private final Pace pace;
    private final Map<Event, Integer> done = new TreeMap<>();

    /**
     * Milliseconds.
     *
     * @param undisturbed the least and the most between the recovery from one event and the next
     * @param down the most that PostgreSQL or the broker stay dead
     */
    record Pace(long leastUndisturbed, long mostUndisturbed, long down) {}

    Mayhem(City city, List<HubProcess> hubs, long seed, Pace pace) {
        this.city = city;
        this.hubs = List.copyOf(hubs);
        this.random = new Random(seed);
        this.pace = pace;
    }

    /** Has each event happen as often as is said. */
    void run(Map<Event, Integer> times) throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>();
        new TreeMap<>(times).forEach((event, count) -> events.addAll(Collections.nCopies(count, event)));
        Collections.shuffle(events, random);
        for (Event event : events) {
            undisturbed();
            happen(event);
            done.merge(event, 1, Integer::sum);
        }
    }

    /** What happened how often, for people. */
    String line() {
        return "events                     " + done;
    }

    private void happen(Event event) throws IOException, InterruptedException {
        HubProcess hub = hubs.get(random.nextInt(hubs.size()));
        switch (event) {
            case HUB_KILLED -> killed(hub);
            case POSTGRES_KILLED -> {
                city.postgres.kill();
                stayDown();
                city.figures.restarting("PostgreSQL");
                city.postgres.restart();
            }
            case BROKER_KILLED -> {
                city.broker.kill();
                stayDown();
                city.figures.restarting("broker");
                city.broker.restart();
            }
            case JOURNAL_LOST -> {
                city.broker.kill();
                city.broker.loseJournal();
                stayDown();
                city.figures.restarting("broker without its journal");
                city.broker.restart();
            }
            case HUB_FROZEN -> {
                hub.freeze();
                TimeUnit.MILLISECONDS.sleep(FROZEN.toMillis());
                city.figures.restarting("frozen hub");
                hub.thaw();
                city.awaitUp(hub);
            }
            case CLOCK_STEPPED -> {
                hub.step(AHEAD);
                undisturbed();
                hub.kill();
                city.figures.restarting("hub with a wrong clock");
                hub.restart();
                city.awaitUp(hub);
                undisturbed();
                hub.step(Duration.ZERO);
            }
        }
    }

    private void killed(HubProcess hub) {
        hub.kill();
        city.figures.restarting("hub");
        hub.restart();
        city.awaitUp(hub);
    }

    private void undisturbed() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(pace.leastUndisturbed(), pace.mostUndisturbed()));
    }

    private void stayDown() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(pace.down() + 1));
    }
}
