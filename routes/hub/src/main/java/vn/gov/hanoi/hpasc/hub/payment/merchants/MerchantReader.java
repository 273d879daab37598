package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant.Timeouts;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Reconcilable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys.KeySet;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.hub.configuration.Entry;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants.Lookup;

/** Makes the contracts out of {@code payments.yaml}, saying of everything that is wrong on which line it is. */
final class MerchantReader {

    private static final Logger LOG = LoggerFactory.getLogger(MerchantReader.class);

    private final Agencies agencies;
    private final SecretSource secrets;
    private final EndpointOverrides overrides;
    private final Map<String, PaymentGateway> gateways;
    private final Map<String, Entry> taken = new HashMap<>();
    private final Findings findings = new Findings();

    private MerchantReader(
            Agencies agencies,
            SecretSource secrets,
            EndpointOverrides overrides,
            List<? extends PaymentGateway> gateways) {
        this.agencies = agencies;
        this.secrets = secrets;
        this.overrides = overrides;
        this.gateways = gateways.stream().collect(Collectors.toMap(PaymentGateway::name, gateway -> gateway));
    }

    /** What was read. */
    record Read(List<Contract> contracts, Lookup lookup, List<Payees.Listed> payees) {}

    /** @throws vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration naming all that is wrong */
    static Read read(
            Entry root,
            Agencies agencies,
            SecretSource secrets,
            EndpointOverrides overrides,
            List<? extends PaymentGateway> gateways) {
        MerchantReader reader = new MerchantReader(agencies, secrets, overrides, gateways);
        List<Contract> contracts = new ArrayList<>();
        root.items("merchants").forEach(entry -> reader.contract(entry).ifPresent(contracts::add));
        Lookup lookup = root.find("lookup").map(reader::lookup).orElse(Lookup.closed());
        List<Payees.Listed> payees = new ArrayList<>();
        root.items("payees").forEach(entry -> reader.payee(entry).ifPresent(payees::add));
        reader.findings.throwIfAny();
        return new Read(contracts, lookup, payees);
    }

    /** One of the shipped example whose agency is not there is left out. */
    private Optional<Payees.Listed> payee(Entry entry) {
        Findings own = new Findings();
        AgencyCode agency = agency(entry.at("agency"), own);
        if (agency == null) {
            if (!entry.shipped()) {
                own.all().forEach(findings::add);
            }
            return Optional.empty();
        }
        String account = entry.at("account").text();
        Entry first = taken.putIfAbsent("payee " + agency + " " + account, entry);
        if (first != null) {
            findings.add(entry.at("account").finding("the account is listed twice, first at " + first));
        }
        return Optional.of(new Payees.Listed(
                agency,
                new Payee(
                        account,
                        entry.find("bank").map(Entry::text).orElse(null),
                        entry.at("name").text())));
    }

    /**
     * A merchant of the shipped example whose agency or keys are not there is left out: the hub of a city that takes no
     * payments must start without them. In a file of the operator's own it is an error.
     */
    private Optional<Contract> contract(Entry entry) {
        Findings own = new Findings();
        Optional<Contract> contract = contract(entry, own);
        if (own.isEmpty()) {
            return contract;
        }
        if (entry.shipped()) {
            LOG.atInfo().addKeyValue("merchant", entry.at("name").text()).log("payment.merchant-left-out");
        } else {
            own.all().forEach(findings::add);
        }
        return Optional.empty();
    }

    private Optional<Contract> contract(Entry entry, Findings own) {
        String name = entry.at("name").text();
        Entry first = taken.putIfAbsent(name, entry);
        if (first != null) {
            own.add(entry.at("name").finding("the name " + name + " is used twice, first at " + first));
        }
        PaymentGateway gateway = gateways.get(entry.at("gateway").text());
        if (gateway == null) {
            own.add(entry.at("gateway")
                    .finding("the hub has no connector for "
                            + entry.at("gateway").text()));
            return Optional.empty();
        }
        AgencyCode agency = agency(entry.at("agency"), own);
        Optional<KeySet> current = keys(entry.at("keys").at("current"), own);
        Optional<KeySet> next = entry.at("keys").find("next").flatMap(keys -> keys(keys, own));
        if (current.isEmpty() || agency == null) {
            return Optional.empty();
        }
        Merchant merchant = new Merchant(
                name,
                agency,
                gateway.name(),
                entry.at("id").text(),
                endpoints(entry, name, own),
                entry.find("callbackUrl")
                        .flatMap(url -> url.as(EndpointOverrides::address, own))
                        .orElse(null),
                new SigningKeys(current.get(), next.orElse(null)),
                settings(entry),
                timeouts(entry, own));
        gateway.lacks(reachable(merchant)).forEach(lack -> own.add(entry.finding("merchant " + name + ": " + lack)));
        return Optional.of(new Contract(
                merchant,
                gateway,
                entry.find("default").map(Entry::truth).orElse(false),
                Set.copyOf(entry.items("addresses").stream().map(Entry::text).toList()),
                gateway instanceof Reconcilable reconcilable ? layout(entry, reconcilable, own) : null,
                entry.find("settlement")
                        .flatMap(settlement -> settlement.find("feePerMille"))
                        .map(Entry::number)
                        .orElse(null)));
    }

    /** Where the hub is reached may be known only later; that it will be is enough here. */
    private static Merchant reachable(Merchant merchant) {
        return merchant.callbackUrl() != null
                ? merchant
                : new Merchant(
                        merchant.code(),
                        merchant.agency(),
                        merchant.gateway(),
                        merchant.gatewayId(),
                        merchant.endpoints(),
                        URI.create("http://hub.invalid/callbacks/" + merchant.code()),
                        merchant.keys(),
                        merchant.settings(),
                        merchant.timeouts());
    }

    private @Nullable AgencyCode agency(Entry entry, Findings own) {
        AgencyCode written = new AgencyCode(entry.text());
        Optional<Agency> known = agencies.nearest(written);
        if (known.isEmpty()) {
            own.add(entry.finding("no agency " + written + " in agencies.yaml"));
            return null;
        }
        return agencies.byCode(written).map(Agency::code).orElse(written);
    }

    private Optional<KeySet> keys(Entry entry, Findings own) {
        Map<String, Secret> byName = new LinkedHashMap<>();
        for (String name : entry.keys()) {
            entry.at(name).as(secrets::read, own).ifPresent(secret -> byName.put(name, secret));
        }
        return byName.size() == entry.keys().size() ? Optional.of(new KeySet(byName)) : Optional.empty();
    }

    private Map<String, URI> endpoints(Entry merchant, String name, Findings own) {
        Map<String, URI> endpoints = new LinkedHashMap<>();
        merchant.find("endpoints").ifPresent(written -> {
            for (String endpoint : written.keys()) {
                overrides
                        .read(name, endpoint, own)
                        .or(() -> written.at(endpoint).as(EndpointOverrides::address, own))
                        .ifPresent(address -> endpoints.put(endpoint, address));
            }
        });
        return endpoints;
    }

    private static Map<String, String> settings(Entry merchant) {
        Map<String, String> settings = new LinkedHashMap<>();
        merchant.find("settings")
                .ifPresent(written -> written.keys()
                        .forEach(name -> settings.put(name, written.at(name).text())));
        return settings;
    }

    private static Timeouts timeouts(Entry merchant, Findings own) {
        Optional<Entry> written = merchant.find("timeouts");
        return new Timeouts(
                written.flatMap(entry -> entry.find("connect"))
                        .flatMap(entry -> entry.as(MerchantReader::duration, own))
                        .orElse(Timeouts.USUAL.connect()),
                written.flatMap(entry -> entry.find("read"))
                        .flatMap(entry -> entry.as(MerchantReader::duration, own))
                        .orElse(Timeouts.USUAL.read()));
    }

    private static Duration duration(String text) {
        Duration duration = DurationStyle.SIMPLE.parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not a positive duration: " + text);
        }
        return duration;
    }

    private @Nullable SettlementLayout layout(Entry merchant, Reconcilable gateway, Findings own) {
        Optional<Entry> written = merchant.find("settlement");
        try {
            SettlementLayout usual = gateway.usualLayout();
            return written.map(entry -> LayoutReader.read(entry, usual)).orElse(usual);
        } catch (IllegalArgumentException senseless) {
            own.add(written.orElse(merchant).finding(String.valueOf(senseless.getMessage())));
            return null;
        }
    }

    private Lookup lookup(Entry entry) {
        List<Secret> tokens = new ArrayList<>();
        Findings own = new Findings();
        entry.items("tokens").forEach(token -> token.as(secrets::read, own).ifPresent(tokens::add));
        if (!own.isEmpty() && entry.shipped()) {
            return Lookup.closed();
        }
        own.all().forEach(findings::add);
        return new Lookup(
                new AgencyCode(entry.at("agency").text()),
                tokens,
                new PartnerCredentials(
                        "payment-lookup",
                        tokens.stream().map(Secret::value).toList(),
                        texts(entry, "certificates"),
                        texts(entry, "addresses")));
    }

    private static List<String> texts(Entry entry, String name) {
        return entry.items(name).stream().map(Entry::text).toList();
    }
}
