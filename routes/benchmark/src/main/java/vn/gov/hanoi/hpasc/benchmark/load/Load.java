package vn.gov.hanoi.hpasc.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A closed loop of senders in one thread. A message is recorded with the sink before it is sent. */
public final class Load {

    private static final long LONGEST_LATENCY_MICROS = 120_000_000;
    private static final int DIGITS = 3;
    private static final int COMPLAINTS_KEPT = 5;
    private static final long POLL_MILLIS = 100;
    private static final Duration LAST_ANSWER = Duration.ofSeconds(60);

    private final LoadPlan plan;
    private final Journey journey;
    private final byte[] head;
    private final Histogram latency = new Histogram(LONGEST_LATENCY_MICROS, DIGITS);
    private final List<String> complaints = new ArrayList<>();
    private long accepted;
    private long wrong;
    private int dossiers;
    private int busy;
    private long stopAt;

    /** @param journey where the sending of each message is noted */
    public Load(LoadPlan plan, Journey journey) {
        this.plan = plan;
        this.journey = journey;
        this.head = headOf(plan);
    }

    private static byte[] headOf(LoadPlan plan) {
        String authorization = plan.token() == null ? "" : "Authorization: Bearer " + plan.token() + "\r\n";
        String head = "POST " + plan.target().getRawPath() + " HTTP/1.1\r\nHost: "
                + plan.target().getAuthority() + "\r\n" + authorization
                + "Content-Type: application/cloudevents+json\r\nAccept: application/json\r\nContent-Length: ";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends until the plan is fulfilled and every answer is in. */
    public LoadResult run() throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(plan.target().getHost(), plan.target().getPort());
        try (Selector selector = Selector.open()) {
            long began = System.nanoTime();
            stopAt = began + plan.longest().toNanos();
            for (int i = 0; i < plan.connections(); i++) {
                Sender sender = new Sender(this, selector, address);
                busy++;
                sender.next();
            }
            long giveUpAt = stopAt + LAST_ANSWER.toNanos();
            while (busy > 0 && System.nanoTime() < giveUpAt) {
                selector.select(POLL_MILLIS);
                serve(selector.selectedKeys().iterator());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            closeAll(selector);
            complainOfSilence();
            return new LoadResult(accepted, List.copyOf(complaints), wrong, took, latency);
        }
    }

    private void serve(Iterator<SelectionKey> keys) {
        while (keys.hasNext()) {
            Sender sender = (Sender) keys.next().attachment();
            keys.remove();
            sender.ready();
        }
    }

    private static void closeAll(Selector selector) throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
    }

    private void complainOfSilence() {
        for (; busy > 0; busy--) {
            wrong("no answer");
        }
    }

    byte[] head() {
        return head;
    }

    /** Another dossier for a sender that has done with its last; -1 when there is to be none. */
    int nextDossier() {
        return System.nanoTime() < stopAt && dossiers < plan.most() ? dossiers++ : -1;
    }

    Messages messages() {
        return plan.messages();
    }

    Journey journey() {
        return journey;
    }

    void answered(Message message, HttpReader answer, long sentNanos) {
        latency.recordValue(Math.min((System.nanoTime() - sentNanos) / 1000, LONGEST_LATENCY_MICROS));
        String complaint = plan.check().complaint(answer.status(), answer.body(), message.id());
        if (complaint == null) {
            accepted++;
            journey.accepted();
        } else {
            wrong(message.id() + ": " + complaint);
        }
    }

    void wrong(String complaint) {
        wrong++;
        if (complaints.size() < COMPLAINTS_KEPT) {
            complaints.add(complaint);
        }
    }

    void done() {
        busy--;
    }
}
