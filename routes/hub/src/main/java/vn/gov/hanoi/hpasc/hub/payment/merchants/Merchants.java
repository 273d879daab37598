package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;

/** All contracts with gateways, by the names of their callback addresses. */
public final class Merchants {

    private final Map<String, Contract> byName = new LinkedHashMap<>();
    private final Map<String, PaymentGateway> gateways = new LinkedHashMap<>();
    private final Lookup lookup;
    private final Payees payees;
    private final PublicAddress address;

    Merchants(
            Collection<Contract> contracts,
            Collection<? extends PaymentGateway> gateways,
            Lookup lookup,
            Payees payees,
            PublicAddress address) {
        contracts.forEach(contract -> byName.put(contract.name(), contract));
        gateways.forEach(gateway -> this.gateways.put(gateway.name(), gateway));
        this.lookup = lookup;
        this.payees = payees;
        this.address = address;
    }

    /**
     * Who may ask what dossiers owe.
     *
     * @param agency in whose name bills are shown when a dossier does not say; null when nobody may ask
     * @param tokens of the caller
     * @param credentials the tokens, certificates and addresses of the caller
     */
    public record Lookup(@Nullable AgencyCode agency, List<Secret> tokens, PartnerCredentials credentials) {

        private static final String BEARER = "Bearer ";

        /** Lets nobody ask. */
        static Lookup closed() {
            return new Lookup(
                    null, List.of(), new PartnerCredentials("payment-lookup", List.of(), List.of(), List.of()));
        }

        /** Whether who sent these {@code Authorization} headers may ask. */
        public boolean mayAsk(List<String> authorization, @Nullable X509Certificate certificate, String from) {
            List<String> tokens = authorization.stream()
                    .map(said -> said.startsWith(BEARER) ? said.substring(BEARER.length()) : "")
                    .toList();
            return agency != null && credentials.admits(new PartnerCredentials.Shown(tokens, certificate, from));
        }
    }

    /** The accounts that money goes to. */
    public Payees payees() {
        return payees;
    }

    public Lookup lookup() {
        return lookup;
    }

    public Collection<Contract> all() {
        return byName.values();
    }

    /** The gateways that the hub can speak to. */
    public Collection<PaymentGateway> gateways() {
        return gateways.values();
    }

    /** The longest {@link Contract#lease} at a gateway. */
    public Duration lease(String gateway) {
        return at(gateway).stream()
                .map(Contract::lease)
                .max(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }

    /** The contract of this name, with the callback address as it is now. */
    public Optional<Contract> byName(String name) {
        return Optional.ofNullable(byName.get(name)).map(this::reachable);
    }

    /**
     * Who takes the money of {@code agency} at {@code gateway}: its own contract, else that of the nearest agency above it,
     * else the one for all.
     */
    public Optional<Contract> forAgency(String gateway, AgencyCode agency) {
        String above = agency.value();
        while (true) {
            String code = above;
            Optional<Contract> own = at(gateway).stream()
                    .filter(contract -> contract.merchant().agency().value().equals(code))
                    .findFirst();
            int dot = above.lastIndexOf('.');
            if (own.isPresent()) {
                return own.map(this::reachable);
            }
            if (dot < 0) {
                return at(gateway).stream().filter(Contract::forAll).findFirst().map(this::reachable);
            }
            above = above.substring(0, dot);
        }
    }

    private List<Contract> at(String gateway) {
        return byName.values().stream()
                .filter(contract -> contract.merchant().gateway().equals(gateway))
                .toList();
    }

    /** The port may be known only after the contracts were read. */
    private Contract reachable(Contract contract) {
        Merchant merchant = contract.merchant();
        if (merchant.callbackUrl() != null) {
            return contract;
        }
        Merchant reachable = new Merchant(
                merchant.code(),
                merchant.agency(),
                merchant.gateway(),
                merchant.gatewayId(),
                merchant.endpoints(),
                callback(merchant),
                merchant.keys(),
                merchant.settings(),
                merchant.timeouts());
        return new Contract(
                reachable,
                contract.gateway(),
                contract.forAll(),
                contract.addresses(),
                contract.settlement(),
                contract.feePerMille());
    }

    private @Nullable URI callback(Merchant merchant) {
        URI base = address.base();
        String path = merchant.gateway().equals("keypay") ? "payment-platform" : merchant.gateway();
        return base == null ? null : base.resolve("/callbacks/" + path + "/" + merchant.code());
    }
}
