package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.hub.RouteIds;

/** What can be seen of the whole hub while it runs. */
@ExtendWith(OnTheBench.class)
class RunningHubIT {

    private static final String LAND = Department.LAND.destination();

    private final Bench bench;

    RunningHubIT(Bench bench) {
        this.bench = bench;
    }

    @Test
    void namesEveryRouteAfterItsStage() {
        CamelContext camel = bench.hub().bean(CamelContext.class);

        assertThat(RouteIds.wrongIn(camel)).isEmpty();
        assertThat(camel.getRoutes()).hasSizeGreaterThan(10);
    }

    @Test
    void letsNobodyElseSeeAnythingInItsDataFolder() throws IOException {
        Path folder = Bench.folder("hub");
        Path careless = Files.createDirectories(folder.resolve("careless").resolve("below"));
        Path log = Files.writeString(careless.resolve("log"), "what a library wrote");
        Bench.eventually(() -> assertThat(openToOthers(careless)).isEmpty());
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));

        Bench.eventually(() -> assertThat(openToOthers(folder)).isEmpty());

        assertThat(folder.resolve("hub.lock")).exists();
        try (Stream<Path> below = Files.walk(folder)) {
            assertThat(below.map(path -> folder.relativize(path).toString()))
                    .anyMatch(name -> name.endsWith(".amq"))
                    .anyMatch(name -> name.endsWith("hub.jwk") || name.startsWith("keys"));
        }
    }

    private static List<String> openToOthers(Path folder) throws IOException {
        List<String> open = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return visitFile(path, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!attributes.isSymbolicLink() && !mode.endsWith("------")) {
                    open.add(mode + " " + path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return open;
    }

    @Test
    void showsADeliveryThatIsGoneInTheBalance() {
        UUID exchange = bench.agency(Dossier.CORE)
                .send(Dossier.of(Department.LAND).submitted())
                .exchange();
        UUID delivery = bench.delivery(exchange, LAND, "delivered").deliveryId();
        Bench.eventually(
                () -> assertThat(bench.hub().admin().balance().path("even").asBoolean())
                        .isTrue());

        lose(delivery);
        try {
            assertThat(bench.hub().admin().balance().path("even").asBoolean()).isFalse();
            assertThat(bench.hub().admin().differences()).isEqualTo(Map.of(LAND, 1L));
        } finally {
            find();
        }
        assertThat(bench.hub().admin().balance().path("even").asBoolean()).isTrue();
    }

    private void lose(UUID delivery) {
        bench.database().sql().sql("drop table if exists lost").update();
        bench.database()
                .sql()
                .sql("create table lost as select * from delivery where delivery_id = '" + delivery + "'")
                .update();
        bench.database()
                .sql()
                .sql("delete from delivery where delivery_id = ?")
                .param(delivery)
                .update();
    }

    private void find() {
        bench.database().sql().sql("insert into delivery select * from lost").update();
        bench.database().sql().sql("drop table lost").update();
    }
}
