package vn.gov.hanoi.hpasc.hub.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which of the hub's two languages a caller wants to be told things. */
public final class Languages {

    public static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    public static final Locale ENGLISH = Locale.ENGLISH;

    private static final List<Locale> SPOKEN = List.of(ENGLISH, VIETNAMESE);
    private static final int LONGEST = 200;

    private Languages() {}

    /** What {@code Accept-Language} asks for; English when it says nothing that can be understood. */
    public static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST) {
            return ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return best == null ? ENGLISH : best;
        } catch (IllegalArgumentException senseless) {
            return ENGLISH;
        }
    }
}
