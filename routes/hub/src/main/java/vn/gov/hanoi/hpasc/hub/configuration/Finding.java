package vn.gov.hanoi.hpasc.hub.configuration;

/**
 * One thing that is wrong with the configuration.
 *
 * @param where the file, or the property, as its reader knows it
 * @param line from 1; 0 where there are no lines
 * @param reason what is wrong, in a sentence
 */
public record Finding(String where, int line, String reason) {

    /** Something wrong with a property or an environment variable. */
    public static Finding ofProperty(String name, String reason) {
        return new Finding(name, 0, reason);
    }

    @Override
    public String toString() {
        return line == 0 ? where + ": " + reason : where + ":" + line + ": " + reason;
    }
}
