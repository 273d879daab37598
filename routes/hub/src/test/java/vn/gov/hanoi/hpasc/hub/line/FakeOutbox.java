package vn.gov.hanoi.hpasc.hub.line;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An outbox with counted places that remembers what was dispatched. */
public final class FakeOutbox implements Outbox {

    private final Map<String, AtomicInteger> places = new ConcurrentHashMap<>();
    private final Queue<Dispatch> dispatched = new ConcurrentLinkedQueue<>();
    private final Set<String> resting = ConcurrentHashMap.newKeySet();
    private final Set<String> pulling;
    private volatile int size = 10_000;

    /** @param pulling destinations that have no queue */
    public FakeOutbox(Set<String> pulling) {
        this.pulling = pulling;
    }

    public void size(int places) {
        this.size = places;
    }

    public void rest(String destination) {
        resting.add(destination);
    }

    public void call(String destination) {
        resting.remove(destination);
    }

    /** Places that are taken. */
    public int taken(String destination) {
        return count(destination).get();
    }

    public List<Dispatch> dispatched() {
        return List.copyOf(dispatched);
    }

    /** What was dispatched since this was asked last. */
    public List<Dispatch> drain() {
        List<Dispatch> all = List.copyOf(dispatched);
        dispatched.removeAll(all);
        return all;
    }

    private AtomicInteger count(String destination) {
        return places.computeIfAbsent(destination, name -> new AtomicInteger());
    }

    @Override
    public boolean admit(String destination, String sender) {
        if (!follows(destination)) {
            return false;
        }
        if (count(destination).incrementAndGet() > size) {
            count(destination).decrementAndGet();
            return false;
        }
        return true;
    }

    @Override
    public void giveBack(String destination, String sender) {
        count(destination).decrementAndGet();
    }

    @Override
    public boolean follows(String destination) {
        return !pulling.contains(destination) && !resting.contains(destination);
    }

    @Override
    public void occupy(List<Dispatch> dispatches) {
        dispatches.forEach(dispatch -> count(dispatch.destination()).incrementAndGet());
    }

    @Override
    public void dispatch(List<Dispatch> dispatches) {
        dispatched.addAll(dispatches);
    }

    @Override
    public void wake(String destination) {}
}
