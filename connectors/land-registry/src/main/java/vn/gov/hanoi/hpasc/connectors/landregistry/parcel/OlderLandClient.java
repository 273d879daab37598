package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.configuration.security.AuthorizationPolicy;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.ConnectionType;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelRegistry;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuDatDai;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuDatDaiService;

/** Asks one older land system over SOAP 1.1: one question, one call. */
class OlderLandClient implements ParcelRegistry, AutoCloseable {

    private static final String WSDL = "classpath:vn/gov/hanoi/hpasc/schemas/land-registry/v1/older-land-system.wsdl";
    /** More than any answer needs; a reader of ours holds it all. */
    private static final int MOST_ELEMENTS = 5_000;

    private final OlderLandProperties properties;
    private @Nullable TraCuuDatDai port;
    private @Nullable Bus bus;

    OlderLandClient(OlderLandProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean configured() {
        return properties.endpoint() != null;
    }

    @Override
    public Optional<LandRecord> parcel(ParcelQuery query) throws DestinationUnavailable {
        return ask(system -> OlderLandMapper.parcel(system.traCuuThuaDat(OlderLandMapper.request(query)), query));
    }

    @Override
    public Optional<LandRecord> registration(ParcelQuery query) throws DestinationUnavailable {
        return ask(system -> OlderLandMapper.registration(system.traCuuDangKy(OlderLandMapper.request(query)), query));
    }

    @FunctionalInterface
    private interface Question {
        Optional<LandRecord> to(TraCuuDatDai system) throws Exception;
    }

    private Optional<LandRecord> ask(Question question) throws DestinationUnavailable {
        URI endpoint = properties.endpoint();
        if (endpoint == null) {
            throw new DestinationUnavailable(ErrorCode.CONNECTION_REFUSED, "no land system is configured", null, null);
        }
        try {
            return question.to(port(endpoint));
        } catch (Exception failure) {
            throw OlderLandFaults.unavailable(failure);
        }
    }

    /** Safe to share: nothing of a call is kept in it. */
    private synchronized TraCuuDatDai port(URI endpoint) {
        TraCuuDatDai made = port;
        if (made == null) {
            made = made(endpoint);
            port = made;
        }
        return made;
    }

    private TraCuuDatDai made(URI endpoint) {
        ExtensionManagerBus own = new ExtensionManagerBus();
        own.initialize();
        own.setProperty("org.apache.cxf.stax.maxElementCount", MOST_ELEMENTS);
        own.setProperty("org.apache.cxf.stax.maxChildElements", 1_000);
        own.setProperty("org.apache.cxf.stax.maxTextLength", 100_000L);
        bus = own;
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setBus(own);
        factory.setServiceClass(TraCuuDatDai.class);
        factory.setWsdlLocation(WSDL);
        factory.setServiceName(TraCuuDatDaiService.SERVICE);
        factory.setEndpointName(TraCuuDatDaiService.TraCuuDatDaiPort);
        factory.setAddress(endpoint.toString());
        TraCuuDatDai made = Objects.requireNonNull(factory.create(TraCuuDatDai.class));
        Client client = ClientProxy.getClient(made);
        client.getRequestContext().put("thread.local.request.context", "true");
        HTTPConduit conduit = (HTTPConduit) client.getConduit();
        conduit.setClient(policy());
        if (properties.username() != null) {
            AuthorizationPolicy login = new AuthorizationPolicy();
            login.setUserName(properties.username());
            login.setPassword(properties.password());
            conduit.setAuthorization(login);
        }
        return made;
    }

    private HTTPClientPolicy policy() {
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(properties.connectTimeout().toMillis());
        policy.setReceiveTimeout(properties.readTimeout().toMillis());
        policy.setConnection(ConnectionType.CLOSE);
        policy.setAllowChunking(false);
        policy.setAutoRedirect(false);
        return policy;
    }

    @Override
    public synchronized void close() {
        Bus own = bus;
        if (own != null) {
            own.shutdown(true);
        }
    }
}
