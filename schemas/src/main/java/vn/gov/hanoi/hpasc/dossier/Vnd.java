package vn.gov.hanoi.hpasc.dossier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An amount of whole Vietnamese đồng. There is no smaller unit in use, and no fraction is ever accepted.
 *
 * @param amount đồng, 0 to 2^53 (the largest integer every JSON reader keeps exactly)
 */
public record Vnd(@JsonValue long amount) implements Comparable<Vnd> {

    private static final long LARGEST = 1L << 53;

    /** @throws IllegalArgumentException when {@code amount} is negative or above 2^53 */
    @JsonCreator
    public Vnd {
        if (amount < 0 || amount > LARGEST) {
            throw new IllegalArgumentException("not an amount of đồng between 0 and 2^53: " + amount);
        }
    }

    @Override
    public int compareTo(Vnd other) {
        return Long.compare(amount, other.amount);
    }

    @Override
    public String toString() {
        return amount + " VND";
    }
}
