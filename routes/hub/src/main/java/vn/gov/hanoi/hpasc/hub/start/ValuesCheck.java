package vn.gov.hanoi.hpasc.hub.start;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;

/** Finds settings whose value is not of their type, is out of bounds, or names a file that cannot be read. */
final class ValuesCheck {

    private static final Pattern SECRET = Pattern.compile(".*(password|secret|keys?|token)$");

    /** Made where it is not there. */
    private static final Set<String> MADE = Set.of("hub.files.link-key-file");

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            int.class, "a whole number",
            long.class, "a whole number",
            boolean.class, "true or false",
            Duration.class, "a duration, as 500ms, 10s or 5m",
            DataSize.class, "a size, as 512KB or 10MB");

    private final ConfigurableEnvironment environment;
    private final Binder binder;
    private final List<Finding> findings;
    private final Set<String> wrong = new HashSet<>();

    ValuesCheck(ConfigurableEnvironment environment, List<Finding> findings) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.findings = findings;
    }

    private void add(String property, String reason) {
        if (wrong.add(property)) {
            findings.add(Finding.ofProperty(property, reason));
        }
    }

    /** Each by itself, so that one that is wrong does not hide another. */
    void each(List<SettingsCheck.Given> given) {
        for (SettingsCheck.Given one : given) {
            boolean exact = !one.setting().name().contains("*");
            if (one.setting().type().toClass() != Object.class && (exact || !one.variable())) {
                value(one, exact ? one.setting().name() : one.written());
            }
        }
    }

    private void value(SettingsCheck.Given given, String name) {
        Class<?> type = given.setting().type().toClass();
        try {
            ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
            Object value =
                    binder.bind(property, Bindable.of(given.setting().type())).orElse(null);
            if (value instanceof Path path && !PlaceCheck.PROPERTY.equals(name)) {
                path(given, path);
            }
        } catch (RuntimeException refused) {
            // of the data folder the check of its place says more
            if (!PlaceCheck.PROPERTY.equals(name)) {
                add(given.written(), reason(given, type, refused));
            }
        }
    }

    private String reason(SettingsCheck.Given given, Class<?> type, RuntimeException refused) {
        Throwable root = root(refused);
        if (root instanceof InvalidPathException) {
            return unreadable(given.written());
        }
        if (String.valueOf(root.getMessage()).contains("placeholder")) {
            return String.valueOf(root.getMessage());
        }
        String value = shown(given.written());
        String expected = EXPECTED.get(type);
        if (expected != null) {
            return value + " is not " + expected;
        }
        if (type.isEnum()) {
            return value + " is none of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        return value + " cannot be used: "
                + (SECRET.matcher(given.setting().name()).matches() ? "see the README" : root.getMessage());
    }

    private String shown(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        return SECRET.matcher(name).matches() ? "the value" : "\"" + environment.getProperty(property) + "\"";
    }

    static String unreadable(String what) {
        return what + " has letters that this JVM cannot use in file names, since its locale says " + encoding()
                + "; start it with LC_ALL=C.UTF-8";
    }

    /** The encoding of file names and arguments, which the locale decides. */
    static Charset encoding() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private void path(SettingsCheck.Given given, Path path) {
        String name = given.setting().name();
        if (name.matches(".*-files?(\\.\\*)?") && !MADE.contains(name)) {
            if (!Files.isRegularFile(path)) {
                add(given.written(), "no such file: " + path);
            } else if (!Files.isReadable(path)) {
                add(given.written(), "may not be read by this user: " + path);
            } else if (path.toFile().length() == 0) {
                add(given.written(), "the file is empty: " + path);
            }
        } else if (Files.exists(path) && !Files.isDirectory(path)) {
            add(given.written(), "not a folder: " + path);
        }
    }

    /** All of a kind together, within their bounds. */
    void bounds(Iterable<Class<?>> records) {
        try (ValidatorFactory factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .defaultLocale(Locale.ENGLISH)
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            SpringValidatorAdapter validator = new SpringValidatorAdapter(factory.getValidator());
            // a handler keeps what it found, so that each record needs its own
            records.forEach(type -> bounds(type, new ValidationBindHandler(validator)));
        }
    }

    private void bounds(Class<?> type, ValidationBindHandler validation) {
        String prefix = Optional.ofNullable(type.getAnnotation(ConfigurationProperties.class))
                .map(ConfigurationProperties::value)
                .orElseThrow();
        BindHandler handler = type.isAnnotationPresent(Validated.class) ? validation : BindHandler.DEFAULT;
        try {
            binder.bindOrCreate(prefix, Bindable.of(type), handler);
        } catch (RuntimeException refused) {
            failed(prefix, refused);
        }
    }

    private void failed(String prefix, RuntimeException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException invalid) {
                invalid.getValidationErrors().getAllErrors().forEach(error -> invalid(prefix, error));
                return;
            }
        }
        // a value of a wrong type was told by itself already
        if (!(root(refused) instanceof InvalidPathException)
                && wrong.stream().noneMatch(name -> letters(name).startsWith(letters(prefix)))) {
            add(prefix, String.valueOf(root(refused).getMessage()));
        }
    }

    private void invalid(String prefix, ObjectError error) {
        String field = error instanceof FieldError of ? "." + KnownSettings.dashed(of.getField()) : "";
        if (wrong.stream().noneMatch(name -> letters(name).equals(letters(prefix + field)))) {
            add(prefix + field, String.valueOf(error.getDefaultMessage()));
        }
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
