package vn.gov.hanoi.hpasc.hub.identity;

import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/**
 * An agency as its descriptor in {@code agencies.yaml} says.
 *
 * @param code its code
 * @param otherCodes further codes it goes by
 * @param vietnameseName its name
 * @param englishName its name
 * @param destination how the hub reaches it
 * @param grants what it may do; nothing else
 * @param publicKeys P-256 keys that verify its tokens, the current and the next one
 * @param versions of the contract that its system takes, as {@code v1}
 * @param withdrawnPassesParked whether a withdrawal ends what waits in this agency's parked line of the dossier
 * @param ownership which codes and aliases it issues, and for whom it acts
 * @param limits how much of the hub it may use
 * @param payments who else may speak of the obligations that it raises
 */
public record Agency(
        AgencyCode code,
        Set<AgencyCode> otherCodes,
        String vietnameseName,
        String englishName,
        Destination destination,
        Grants grants,
        List<ECPublicKey> publicKeys,
        Set<String> versions,
        boolean withdrawnPassesParked,
        AgencyLimits limits,
        Ownership ownership,
        Payments payments) {

    /** Without limits; it issues its own codes only, no aliases, acts for nobody else, and nobody else for it. */
    public Agency(
            AgencyCode code,
            Set<AgencyCode> otherCodes,
            String vietnameseName,
            String englishName,
            Destination destination,
            Grants grants,
            List<ECPublicKey> publicKeys,
            Set<String> versions,
            boolean withdrawnPassesParked) {
        this(
                code,
                otherCodes,
                vietnameseName,
                englishName,
                destination,
                grants,
                publicKeys,
                versions,
                withdrawnPassesParked,
                AgencyLimits.NONE,
                Ownership.OF_ITS_OWN_CODES,
                Payments.OWN);
    }

    /**
     * Which codes and aliases an agency issues, and for whom it acts.
     *
     * @param codePrefixes agency codes under which it issues dossier codes, with all below them; null for its own codes and
     *     those below them that have no descriptor
     * @param aliasSystems systems whose codes of dossiers it gives out
     * @param actsFor handling agencies whose part it may take
     */
    public record Ownership(@Nullable Set<AgencyCode> codePrefixes, Set<String> aliasSystems, Set<AgencyCode> actsFor) {

        public static final Ownership OF_ITS_OWN_CODES = new Ownership(null, Set.of(), Set.of());
    }

    /**
     * Who besides the agency itself and the hub's own payments may speak of the obligations that it raises.
     *
     * @param counter whether the counter of HPASC core takes money for it, and confirms and refunds payments
     * @param revokedThrough agencies that pass on that it revoked one
     */
    public record Payments(boolean counter, Set<AgencyCode> revokedThrough) {

        /** Nobody. */
        public static final Payments OWN = new Payments(false, Set.of());
    }

    /**
     * What an agency may do.
     *
     * @param send the types of messages it may send
     * @param readAll whether it may look at every dossier, or only at those it takes part in
     * @param corrects agencies whose refused messages it may correct besides its own
     * @param services further services of the hub that it may use
     */
    public record Grants(Set<MessageType> send, boolean readAll, Set<AgencyCode> corrects, Set<Service> services) {

        /** Without further services. */
        public Grants(Set<MessageType> send, boolean readAll, Set<AgencyCode> corrects) {
            this(send, readAll, corrects, Set.of());
        }
    }

    /** What an agency may use besides messages, if it is granted. */
    public enum Service {
        /** Parcel look-up: personal data of owners. */
        LAND_REGISTRY("land-registry");

        private final String written;

        Service(String written) {
            this.written = written;
        }

        /** As agencies.yaml says it. */
        static Optional<Service> of(String written) {
            return Arrays.stream(values())
                    .filter(service -> service.written.equals(written))
                    .findFirst();
        }
    }
}
