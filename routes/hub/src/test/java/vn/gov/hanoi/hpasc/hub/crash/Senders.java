package vn.gov.hanoi.hpasc.hub.crash;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Agencies at work: each lane takes one dossier after the other and hands in its messages in order, each over whatever
 * protocol chance picks, again and again under the same id until the hub has given its final word. Every word is kept.
 */
final class Senders {

    /** How much they send. */
    record Plan(int lanes, int perDossier, Duration pause, long seed) {}

    /** Told which dossiers are to be refused at their department, before anything of them is sent. */
    interface Refuser {
        void refuse(Trade trade, String dossier);
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final int REFUSED_OF_HUNDRED = 4;
    private static final int UNHEARD_OF_HUNDRED = 3;
    private static final int HUNDRED = 100;
    private static final long BACK_OFF_MILLIS = 200;

    private final Plan plan;
    private final Map<String, List<Channel>> channels;
    private final Refuser refuser;
    private final Figures figures;
    private final Clock clock;
    private final AtomicInteger dossiers = new AtomicInteger();
    private final Map<Outgoing, Answer> answers = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** @param channels by agency, the ways it may take */
    Senders(Plan plan, Map<String, List<Channel>> channels, Refuser refuser, Figures figures, Clock clock) {
        this.plan = plan;
        this.channels = channels;
        this.refuser = refuser;
        this.figures = figures;
        this.clock = clock;
    }

    void start() {
        List<String> agencies = channels.keySet().stream().sorted().toList();
        for (int lane = 0; lane < plan.lanes(); lane++) {
            String agency = agencies.get(lane % agencies.size());
            Random random = new Random(plan.seed() + lane);
            threads.add(Thread.ofVirtual().name("sender-" + lane).start(() -> work(agency, random)));
        }
    }

    private void work(String agency, Random random) {
        try {
            while (!stopping) {
                dossier(agency, random);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void dossier(String agency, Random random) throws InterruptedException {
        String day = DAY.format(clock.instant().atOffset(ZoneOffset.UTC));
        String dossier = "%s-%s-%07d".formatted(agency, day, dossiers.incrementAndGet());
        Trade trade = trade(random);
        if (trade == Trade.LAND || trade == Trade.CONSTRUCTION || trade == Trade.INVESTMENT) {
            if (random.nextInt(HUNDRED) < REFUSED_OF_HUNDRED) {
                refuser.refuse(trade, dossier);
            }
        }
        for (int step = 0; step < plan.perDossier() && !stopping; step++) {
            Outgoing message =
                    new Outgoing(agency, "cp-" + dossier + "-" + step, dossier, step, trade, clock.instant());
            Answer answer = untilAnswered(message, random);
            answers.put(message, answer);
            if (answer instanceof Answer.Refusal) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(random.nextLong(plan.pause().toMillis() + 1));
        }
    }

    private static Trade trade(Random random) {
        if (random.nextInt(HUNDRED) < UNHEARD_OF_HUNDRED) {
            return Trade.UNHEARD_OF;
        }
        return Trade.values()[random.nextInt(Trade.UNHEARD_OF.ordinal())];
    }

    private Answer untilAnswered(Outgoing message, Random random) throws InterruptedException {
        List<Channel> ways = channels.get(message.agency());
        while (true) {
            figures.attempted();
            try {
                Answer answer = ways.get(random.nextInt(ways.size())).send(message);
                if (answer instanceof Answer.Receipt) {
                    figures.receipt();
                }
                return answer;
            } catch (Channel.NoAnswer unknown) {
                figures.unanswered();
                TimeUnit.MILLISECONDS.sleep(BACK_OFF_MILLIS);
            }
        }
    }

    /** Begins nothing new and waits until every message that was begun has its answer. */
    void finish(Duration atMost) throws InterruptedException {
        stopping = true;
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            long left = TimeUnit.NANOSECONDS.toMillis(giveUpAt - System.nanoTime());
            if (!thread.join(Duration.ofMillis(Math.max(1, left)))) {
                throw new IllegalStateException(thread.getName() + " still has no answer after " + atMost);
            }
        }
    }

    /** The hub's last word on every message. */
    Map<Outgoing, Answer> answers() {
        return Map.copyOf(answers);
    }
}
