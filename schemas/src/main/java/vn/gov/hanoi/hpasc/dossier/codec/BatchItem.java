package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/** One message of a batch, each with its own result. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are nobody's to change, and too many to copy
public sealed interface BatchItem {

    /** The bytes of this item alone, as they came. */
    byte[] received();

    /** A message in order. */
    record Read(DossierMessage message, byte[] received) implements BatchItem {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Read read && read.message.equals(message) && Arrays.equals(read.received, received);
        }

        @Override
        public int hashCode() {
            return Objects.hash(message, Arrays.hashCode(received));
        }

        /** Names the message, never its content. */
        @Override
        public String toString() {
            return "Read[" + message.key() + "]";
        }
    }

    /** Not a message of the contract. */
    record Refused(InvalidMessage why, byte[] received) implements BatchItem {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Refused refused
                    && refused.why.equals(why)
                    && Arrays.equals(refused.received, received);
        }

        @Override
        public int hashCode() {
            return Objects.hash(why, Arrays.hashCode(received));
        }

        @Override
        public String toString() {
            return "Refused[" + why.getMessage() + "]";
        }
    }
}
