package vn.gov.hanoi.hpasc.hub.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The deliveries of one destination that are with the broker, by sender. The broker's queue is first in, first out: what
 * stands in it is ahead of whoever comes next. So the senders together get no more places than the destination takes in a
 * second, in equal shares; only a destination that is fast fills the whole window.
 */
final class Window {

    /** Places for a destination that has not shown yet how fast it is. */
    static final int FIRST = 64;

    private static final int LEAST_SHARE = 16;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int size;
    private final Map<String, Integer> out = new HashMap<>();
    private int total;
    private boolean backlog;

    private long secondBegan;
    private int ended;
    private int endedBefore;

    /** @param size how many may be out at most */
    Window(int size, long now) {
        this.size = size;
        this.secondBegan = now;
    }

    /** Takes a place for {@code sender}; false when it has its share, or none is free. */
    synchronized boolean admit(String sender, long now) {
        Set<String> active = new HashSet<>(out.keySet());
        active.add(sender);
        if (total < size && out(sender) < share(active.size(), now)) {
            occupy(sender, 1);
            return true;
        }
        backlog = true;
        return false;
    }

    synchronized void occupy(String sender, int count) {
        out.merge(sender, count, Integer::sum);
        total += count;
    }

    /** Gives a place back; true when a sweep should look for what waits for it. */
    synchronized boolean giveBack(String sender, long now) {
        roll(now);
        ended++;
        total--;
        out.computeIfPresent(sender, (same, count) -> count <= 1 ? null : count - 1);
        return backlog && (total <= pace() / 2 || out(sender) <= share(Math.max(1, out.size()), now) / 2);
    }

    /** How many more deliveries of each of {@code senders} may go, those with the fewest out first. */
    synchronized Map<String, Integer> rooms(Collection<String> senders, long now) {
        Set<String> active = new HashSet<>(out.keySet());
        active.addAll(senders);
        int share = share(Math.max(1, active.size()), now);
        List<String> turns = new ArrayList<>(senders);
        Collections.shuffle(turns);
        turns.sort(Comparator.comparingInt(this::out));
        Map<String, Integer> rooms = new LinkedHashMap<>();
        int left = room();
        for (int i = 0; i < turns.size(); i++) {
            int ofRest = Math.ceilDiv(left, turns.size() - i);
            int more = Math.clamp(share - out(turns.get(i)), 0, ofRest);
            rooms.put(turns.get(i), more);
            left -= more;
        }
        return rooms;
    }

    /** Whether the next of a line may go into the place of the one before: not while others wait for places in their turn. */
    synchronized boolean follows(long now) {
        roll(now);
        return !backlog || total <= pace();
    }

    synchronized int room() {
        return Math.max(0, size - total);
    }

    synchronized int total() {
        return total;
    }

    synchronized boolean hasBacklog() {
        return backlog;
    }

    /** Says whether something is due that found no place. */
    synchronized void backlog(boolean more) {
        backlog = more;
    }

    /** Puts the counts right. */
    synchronized void count(Map<String, Integer> bySender) {
        out.clear();
        out.putAll(bySender);
        total = bySender.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int out(String sender) {
        return out.getOrDefault(sender, 0);
    }

    private int share(int senders, long now) {
        roll(now);
        return Math.clamp(pace() / senders, Math.min(LEAST_SHARE, size), size);
    }

    /** How many deliveries ended in the last second, or in this one if that is more already. */
    private int pace() {
        return Math.min(size, Math.max(FIRST, Math.max(endedBefore, ended)));
    }

    private void roll(long now) {
        long since = now - secondBegan;
        if (since >= SECOND) {
            endedBefore = since < 2 * SECOND ? ended : 0;
            ended = 0;
            secondBegan = now;
        }
    }
}
