package vn.gov.hanoi.hpasc.hub.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.codec.Texts;

/** What is to be recorded of a delivery that was in flight. */
sealed interface Settlement {

    /** What destinations say is stored and told on: no longer than this, and without characters no message may carry. */
    int LONGEST = 2000;

    /** Whose. */
    TakenUp of();

    /**
     * The destination has it.
     *
     * @param boot the start of the broker that the hub was connected to before the call, as far as it knew
     */
    record Delivered(
            TakenUp of,
            @Nullable String reference,
            @Nullable UUID boot) implements Settlement {

        Delivered(TakenUp of, @Nullable String reference) {
            this(of, reference, null);
        }

        public Delivered {
            reference = reference == null ? null : Texts.madeFit(reference, LONGEST);
        }
    }

    /**
     * It has to wait for its next attempt.
     *
     * @param called whether the destination was called, or only found resting
     * @param own whether the failure is its own: others got through since its failure before
     */
    record Later(TakenUp of, boolean called, boolean own, ErrorCode code, String reason, Instant nextAttempt)
            implements Settlement {

        public Later {
            reason = Texts.madeFit(reason, LONGEST);
        }
    }

    /**
     * It goes no further without a person or a correction.
     *
     * @param actor who said no
     */
    record Parked(TakenUp of, ErrorCode code, String reason, String actor) implements Settlement {

        public Parked {
            reason = Texts.madeFit(reason, LONGEST);
        }
    }
}
