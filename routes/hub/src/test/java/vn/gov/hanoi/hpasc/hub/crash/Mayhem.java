package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills what it is told to in an order and at moments of chance, and starts each again after a while. */
final class Mayhem {

    /** Something to kill. */
    private enum Victim {
        HUB,
        POSTGRES,
        BROKER
    }

    private final City city;
    private final HubProcess hub;
    private final Random random;
    private final Pace pace;

    /**
     * Milliseconds.
     *
     * @param undisturbed the least and the most between the recovery from one kill and the next
     * @param down the most that PostgreSQL or the broker stay dead
     */
    record Pace(long leastUndisturbed, long mostUndisturbed, long down) {}

    Mayhem(City city, HubProcess hub, long seed, Pace pace) {
        this.city = city;
        this.hub = hub;
        this.random = new Random(seed);
        this.pace = pace;
    }

    /** Kills the hub so many times, PostgreSQL and the broker so many times each. */
    void run(int hubs, int others) throws IOException, InterruptedException {
        List<Victim> victims = new ArrayList<>(Collections.nCopies(hubs, Victim.HUB));
        victims.addAll(Collections.nCopies(others, Victim.POSTGRES));
        victims.addAll(Collections.nCopies(others, Victim.BROKER));
        Collections.shuffle(victims, random);
        for (Victim victim : victims) {
            TimeUnit.MILLISECONDS.sleep(random.nextLong(pace.leastUndisturbed(), pace.mostUndisturbed()));
            switch (victim) {
                case HUB -> {
                    hub.kill();
                    city.figures.restarting("hub");
                    hub.restart();
                    city.awaitUp(hub);
                }
                case POSTGRES -> {
                    city.postgres.kill();
                    stayDown();
                    city.figures.restarting("PostgreSQL");
                    city.postgres.restart();
                }
                case BROKER -> {
                    city.broker.kill();
                    stayDown();
                    city.figures.restarting("broker");
                    city.broker.restart();
                }
            }
        }
    }

    private void stayDown() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(pace.down() + 1));
    }
}
