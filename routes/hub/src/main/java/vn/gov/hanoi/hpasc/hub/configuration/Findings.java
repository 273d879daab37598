package vn.gov.hanoi.hpasc.hub.configuration;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far; reading goes on, so that a person sees everything at once. */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();

    public void add(Finding finding) {
        all.add(finding);
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** @throws InvalidConfiguration when anything was found */
    public void throwIfAny() {
        if (!all.isEmpty()) {
            throw new InvalidConfiguration(all);
        }
    }
}
