package vn.gov.hanoi.hpasc.simulators.landsoap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.http_jaxws_spi.JAXWSHttpSpiTransportFactory;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.olderland.wire.v1.LoiHeThong;
import vn.gov.hanoi.hpasc.olderland.wire.v1.SystemFault;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuDangKyResponse;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuDatDai;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuDatDaiService;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuThuaDatResponse;
import vn.gov.hanoi.hpasc.olderland.wire.v1.YeuCau;
import vn.gov.hanoi.hpasc.simulators.department.SoapContext;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpSystem;

/**
 * Implements {@code TraCuuDatDai} with CXF, from the contract. Its parcels are those of {@code parcels.json}; the script's
 * "dossier" is a parcel's place, {@code 00001/12/345}, or its unified id.
 */
public final class OlderLandSystem extends HttpSystem {

    private static final String PATH = "/services/tra-cuu-dat-dai";
    private static final String WSDL = "classpath:vn/gov/hanoi/hpasc/schemas/land-registry/v1/older-land-system.wsdl";

    /** Between server and implementation lies CXF, which passes nothing through but the thread. */
    private static final ThreadLocal<@Nullable Turn> TURN = new ThreadLocal<>();

    private final ExtensionManagerBus bus = new ExtensionManagerBus();
    private final SoapContext context = new SoapContext(PATH);
    private final Map<String, KnownParcel> parcels = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final Server server;

    private OlderLandSystem() {
        super(Clock.systemUTC());
        fixtures().forEach(parcel -> parcels.put(parcel.place(), parcel));
        this.server = published();
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static OlderLandSystem start(int port) {
        OlderLandSystem system = new OlderLandSystem();
        system.listen(port);
        return system;
    }

    /** Where it is asked. */
    public URI endpoint() {
        return peer().uri(PATH);
    }

    /** How often it was asked, whatever it answered. */
    public long calls() {
        return calls.get();
    }

    /** Measures a parcel anew. */
    public void measured(String place, String area) {
        parcels.computeIfPresent(
                place,
                (key, old) -> new KnownParcel(
                        old.maXa(),
                        old.soHieuToBanDo(),
                        old.soThuTuThua(),
                        old.maThuaDat(),
                        area,
                        old.mucDichSuDung(),
                        old.diaChi(),
                        old.dangKy()));
    }

    private static List<KnownParcel> fixtures() {
        try (InputStream in = OlderLandSystem.class.getResourceAsStream("parcels.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<List<KnownParcel>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Server published() {
        bus.initialize();
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(TraCuuDatDai.class);
        factory.setServiceBean(new Counter());
        factory.setWsdlLocation(WSDL);
        factory.setServiceName(TraCuuDatDaiService.SERVICE);
        factory.setEndpointName(TraCuuDatDaiService.TraCuuDatDaiPort);
        factory.setAddress(PATH);
        factory.setDestinationFactory(new JAXWSHttpSpiTransportFactory(context));
        factory.setProperties(Map.of("schema-validation-enabled", "true", "exceptionMessageCauseEnabled", "false"));
        return factory.create();
    }

    @Override
    public void close() {
        super.close();
        server.destroy();
        bus.shutdown(true);
    }

    @Override
    protected void serve(HttpCall call) throws IOException, InterruptedException {
        long number = calls.incrementAndGet();
        Turn mine = new Turn(number, call.bodyText());
        TURN.set(mine);
        try {
            HttpAnswer answer = context.serve(call);
            Desk.Decision decision = mine.decision;
            if (decision == null) {
                call.answer(answer);
            } else {
                Faults.play(call, decision, new SaidByCxf(answer));
            }
        } finally {
            TURN.remove();
        }
    }

    /** Behind its window. */
    private final class Counter implements TraCuuDatDai {

        @Override
        public TraCuuThuaDatResponse traCuuThuaDat(YeuCau asked) throws SystemFault {
            Optional<KnownParcel> found = find(asked, "TraCuuThuaDat");
            TraCuuThuaDatResponse answer = new TraCuuThuaDatResponse();
            answer.setTimThay(found.isPresent());
            found.ifPresent(parcel -> answer.setThuaDat(ParcelWords.parcel(parcel)));
            return answer;
        }

        @Override
        public TraCuuDangKyResponse traCuuDangKy(YeuCau asked) throws SystemFault {
            Optional<KnownParcel> found = find(asked, "TraCuuDangKy").filter(parcel -> parcel.dangKy() != null);
            TraCuuDangKyResponse answer = new TraCuuDangKyResponse();
            answer.setTimThay(found.isPresent());
            found.ifPresent(parcel -> {
                KnownParcel.Registered registered = parcel.dangKy();
                answer.setThuaDat(ParcelWords.parcel(parcel));
                if (registered != null) {
                    answer.setDangKy(ParcelWords.registered(registered));
                }
            });
            return answer;
        }
    }

    private Optional<KnownParcel> find(YeuCau asked, String operation) throws SystemFault {
        String id = asked.getMaThuaDat();
        String place = asked.getMaXa() + "/" + asked.getSoHieuToBanDo() + "/" + asked.getSoThuTuThua();
        Turn mine = TURN.get();
        if (mine == null) {
            throw new IllegalStateException("not called over our own server");
        }
        Desk.Decision decision = desk().decide(
                        new Arrival("call-" + mine.number, mine.number, id == null ? place : id, operation, mine.text));
        mine.decision = decision;
        if (decision.behaviour() instanceof Behaviour.Refuse refuse) {
            LoiHeThong fault = new LoiHeThong();
            fault.setMaLoi("DD-" + refuse.status());
            fault.setNoiDung(refuse.reason());
            throw new SystemFault(refuse.reason(), fault);
        }
        return id == null
                ? Optional.ofNullable(parcels.get(place))
                : parcels.values().stream()
                        .filter(parcel -> id.equals(parcel.maThuaDat()))
                        .findFirst();
    }

    /** One request, from the server through CXF to the implementation, on one thread. */
    private static final class Turn {
        private final long number;
        private final String text;
        private Desk.@Nullable Decision decision;

        Turn(long number, String text) {
            this.number = number;
            this.text = text;
        }
    }

    /** The words are CXF's own. */
    private record SaidByCxf(HttpAnswer answer) implements Faults.Words {
        @Override
        public HttpAnswer accepted(String reference) {
            return answer;
        }

        @Override
        public HttpAnswer refused(int status, String reason) {
            return answer;
        }
    }
}
