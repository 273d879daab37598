package vn.gov.hanoi.hpasc.dossier;

/**
 * The CloudEvents {@code source} of an agency's messages.
 *
 * @param agency the sender
 */
public record AgencySource(AgencyCode agency) {

    private static final String PREFIX = "/agencies/";

    /**
     * The source that {@code source} writes.
     *
     * @throws IllegalArgumentException when it is not {@code /agencies/<agency code>}
     */
    public static AgencySource of(String source) {
        if (!source.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a source (/agencies/<agency code>): " + source);
        }
        return new AgencySource(new AgencyCode(source.substring(PREFIX.length())));
    }

    /** {@code /agencies/<agency code>} in the one notation of {@link AgencyCode}. */
    public String value() {
        return PREFIX + agency.value();
    }

    @Override
    public String toString() {
        return value();
    }
}
