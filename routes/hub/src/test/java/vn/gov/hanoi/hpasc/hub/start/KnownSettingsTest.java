package vn.gov.hanoi.hpasc.hub.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

class KnownSettingsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(hub\\.[a-z.-]+)");

    private final KnownSettings known = KnownSettings.ofTheHub();

    @Test
    void listsEverySettingsRecordOfTheHubAndItsConnectors() {
        List<Class<?>> records = classes(new AnnotationTypeFilter(ConfigurationProperties.class))
                .filter(type -> type.getAnnotation(ConfigurationProperties.class)
                        .value()
                        .startsWith("hub"))
                .toList();

        assertThat(records).hasSizeGreaterThan(20);
        assertThat(known.records()).as("META-INF/hub-settings").containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void listsWhatScheduledWorkAndBeansAskForByName() throws IOException {
        List<String> asked = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher placeholder = PLACEHOLDER.matcher(Files.readString(file));
                while (placeholder.find()) {
                    asked.add(placeholder.group(1));
                }
            }
        }

        assertThat(asked)
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(known.find(name)).as(name).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.data-dir",
                "hub.dataDir",
                "hub.broker.limits.message-size",
                "hub.portal.sync.intake.hours[0]",
                "hub.payments.polling.vnpay.per-second",
                "hub.land-registry.callback.officers.an.name",
                "hub.destinations.land-office.endpoint",
                "hub.ingress.wait"
            })
    void knowsSettingsHoweverTheyAreNested(String name) {
        assertThat(known.find(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.datadir.x", "hub.broker", "hub.broker.limits", "hub.ingress.patience", "hub.x"})
    void knowsNoOthers(String name) {
        assertThat(known.find(name)).isEmpty();
    }

    @Test
    void knowsVariablesInBothWaysOfWritingThem() {
        assertThat(known.ofVariable("HUB_DATADIR")).isPresent();
        assertThat(known.ofVariable("HUB_DATA_DIR")).isPresent();
        assertThat(known.ofVariable("HUB_DESTINATIONS_LANDOFFICE_ENDPOINT")).isPresent();
        assertThat(known.ofVariable("HUB_DATADR")).isEmpty();
    }

    private static Stream<Class<?>> classes(TypeFilter filter) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition any) {
                return true;
            }
        };
        scanner.addIncludeFilter(filter);
        return Stream.of("vn.gov.hanoi.hpasc.hub", "vn.gov.hanoi.hpasc.connectors")
                .flatMap(root -> scanner.findCandidateComponents(root).stream())
                .map(found -> type(found.getBeanClassName()));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, KnownSettingsTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(gone);
        }
    }
}
