package vn.gov.hanoi.hpasc.connectors.landregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandFile;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandSystem;

/**
 * A set of scans of 60 MB goes to VBDLIS as base64 out of a JVM whose whole heap is smaller than what it may grow by, 32 MB:
 * neither a file nor the body of 80 MB can ever be in memory.
 */
class ScansStreamTest {

    private static final int SCANS = 4;
    private static final long SIZE = 15L * 1024 * 1024 + 1;
    private static final String HEAP = "-Xmx30m";

    @Test
    void sixtyMegabytesLeaveAHeapOfThirty() throws Exception {
        try (LandSystem land = LandSystem.vbdlis(0);
                OwnProcess sender = OwnProcess.startJava(
                        List.of(
                                HEAP,
                                "-XX:+UseSerialGC",
                                "-cp",
                                classPath(),
                                Sender.class.getName(),
                                land.endpoint().toString()),
                        Map.of(),
                        Path.of("target", "scans-" + System.nanoTime() + ".log"))) {

            assertThat(sender.awaitExit(120)).as(sender::describe).isZero();

            List<LandFile> files = land.books().all().values().stream()
                    .flatMap(kept -> kept.intake().files().stream())
                    .toList();
            assertThat(files)
                    .hasSize(SCANS)
                    .allSatisfy(file -> assertThat(file.size()).isEqualTo(SIZE));
            assertThat(files).extracting(LandFile::sha256).isEqualTo(names());
        }
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path");
        return all == null ? System.getProperty("java.class.path") : all;
    }

    private static List<String> names() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SCANS; i++) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = MemoryLandDossiers.scan(SIZE, i);
                    OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                in.transferTo(out);
            }
            names.add(HexFormat.of().formatHex(digest.digest()));
        }
        return names;
    }

    /** The other process. */
    static final class Sender {

        public static void main(String[] arguments) throws Exception {
            Destination destination = new Destination(
                    "land-registry",
                    new AgencyCode("H26.13.1"),
                    Transport.LAND_REGISTRY,
                    URI.create(arguments[0]),
                    new Destination.Limits(1, 0, Duration.ofSeconds(5), Duration.ofSeconds(60)));
            LandRegistryProperties properties = LandBench.properties(Map.of());
            MemoryLandDossiers dossiers = new MemoryLandDossiers();
            Delivery delivery = DeliveryBuilder.aDelivery()
                    .to(destination)
                    .of(withScans(dossiers))
                    .build();
            LandStep step = new LandRegistryMapper(properties, Communes.read(null, Map.of())).step(delivery, dossiers);
            LandStep.Call call = (LandStep.Call) step;
            try (LandRegistryClient client = new LandRegistryClient(destination, properties, Clock.systemUTC())) {
                System.out.println(client.call(call.operation(), LandBody.of(call.body(), call.files()), false));
            }
        }

        private static DossierMessage withScans(MemoryLandDossiers dossiers) {
            List<DocumentReference> papers = new ArrayList<>();
            for (int i = 0; i < SCANS; i++) {
                int seed = i;
                String name = "%064x".formatted(i);
                dossiers.keep(name, SIZE, () -> MemoryLandDossiers.scan(SIZE, seed));
                papers.add(new DocumentReference("Bản quét " + i, "application/pdf", name, SIZE, null, null));
            }
            Submitted plain = DossierBuilder.aDossier().build();
            return MessageBuilder.aMessage()
                    .with(
                            MessageType.SUBMITTED,
                            new Submitted(
                                    plain.procedure(),
                                    plain.applicant(),
                                    plain.receivingBranch(),
                                    plain.handlingAgency(),
                                    plain.channel(),
                                    plain.submittedAt(),
                                    plain.receivedAt(),
                                    plain.dueAt(),
                                    plain.summary(),
                                    papers,
                                    plain.fees(),
                                    plain.parcel(),
                                    plain.aliases(),
                                    plain.note()))
                    .build();
        }
    }
}
