package vn.gov.hanoi.hpasc.hub;

import java.lang.reflect.InvocationTargetException;

/**
 * The first class that is loaded: says which Java the hub needs where it is started with an older one, and else hands over to
 * {@link HubApplication}. It alone is compiled for the oldest Java that can read the packaged jar.
 */
public final class Launcher {

    private static final int OLDEST = 21;
    private static final String HUB = "vn.gov.hanoi.hpasc.hub.HubApplication";

    private Launcher() {}

    /** Starts the hub, or one of its commands. */
    public static void main(String[] arguments) throws Throwable {
        int feature = Runtime.version().feature();
        if (feature < OLDEST) {
            System.err.println("The hub needs Java " + OLDEST + " or newer, and this is Java " + feature + " ("
                    + System.getProperty("java.home") + "). Start it with a newer one: <its folder>/bin/java -jar ...");
            System.exit(1);
        }
        try {
            Class.forName(HUB).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
