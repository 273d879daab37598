package vn.gov.hanoi.hpasc.hub.identity;

import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.configuration.Entry;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;

/** Makes the agencies out of {@code agencies.yaml}, saying of everything that does not fit together on which line it is. */
final class AgencyReader {

    private static final Limits DEFAULTS = new Limits(4, 0, Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final KeyFolder keys;
    private final DestinationOverrides overrides;
    private final AgencyLimits usual;
    private final Findings findings = new Findings();
    private final Map<Object, Entry> taken = new HashMap<>();
    private final List<Entry> trusted = new ArrayList<>();

    private AgencyReader(KeyFolder keys, DestinationOverrides overrides, AgencyLimits usual) {
        this.keys = keys;
        this.overrides = overrides;
        this.usual = usual;
    }

    /**
     * Reads the agencies.
     *
     * @param usual the limits of agencies that have none of their own
     * @throws vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration naming all that is wrong
     */
    static Agencies read(Entry root, KeyFolder keys, DestinationOverrides overrides, AgencyLimits usual) {
        AgencyReader reader = new AgencyReader(keys, overrides, usual);
        List<Agency> agencies =
                root.items("agencies").stream().map(reader::agency).toList();
        reader.checkTrusted(agencies);
        reader.findings.throwIfAny();
        return new Agencies(agencies);
    }

    private Agency agency(Entry entry) {
        AgencyCode code = new AgencyCode(entry.at("code").text());
        Set<AgencyCode> others = new LinkedHashSet<>();
        onlyOnce(code, "the code " + code, entry.at("code"));
        for (Entry other : entry.items("otherCodes")) {
            AgencyCode otherCode = new AgencyCode(other.text());
            onlyOnce(otherCode, "the code " + otherCode, other);
            others.add(otherCode);
        }
        return new Agency(
                code,
                Set.copyOf(others),
                entry.at("name").at("vi").text(),
                entry.at("name").at("en").text(),
                destination(entry.at("destination"), code),
                grants(entry.at("grants")),
                keysOf(entry),
                versions(entry),
                entry.find("withdrawnPassesParked").map(Entry::truth).orElse(false),
                entry.find("limits").map(own -> usual.with(own, findings)).orElse(usual),
                ownership(entry),
                entry.find("payments").map(this::payments).orElse(Agency.Payments.OWN));
    }

    private Agency.Payments payments(Entry entry) {
        return new Agency.Payments(
                entry.find("counter").map(Entry::truth).orElse(false), trustedCodes(entry.items("revokedThrough")));
    }

    private Agency.Ownership ownership(Entry agency) {
        return new Agency.Ownership(
                agency.find("codePrefixes").isPresent() ? codes(agency.items("codePrefixes")) : null,
                agency.items("aliasSystems").stream().map(Entry::text).collect(Collectors.toUnmodifiableSet()),
                trustedCodes(agency.items("actsFor")));
    }

    private static Set<AgencyCode> codes(List<Entry> entries) {
        return entries.stream().map(code -> new AgencyCode(code.text())).collect(Collectors.toUnmodifiableSet());
    }

    private Agency.Grants grants(Entry entry) {
        Set<MessageType> send = EnumSet.noneOf(MessageType.class);
        entry.items("send").forEach(type -> MessageType.fromWhat(type.text()).ifPresent(send::add));
        Set<Agency.Service> services = EnumSet.noneOf(Agency.Service.class);
        entry.items("services")
                .forEach(service -> Agency.Service.of(service.text()).ifPresent(services::add));
        return new Agency.Grants(
                Set.copyOf(send),
                entry.find("readAll").map(Entry::truth).orElse(false),
                trustedCodes(entry.items("corrects")),
                Set.copyOf(services));
    }

    /** Codes of agencies with whose messages or dossiers this one is trusted. */
    private Set<AgencyCode> trustedCodes(List<Entry> entries) {
        trusted.addAll(entries);
        return codes(entries);
    }

    /** An agency is trusted with the messages of another one by the other one's own code. */
    private void checkTrusted(List<Agency> agencies) {
        Set<AgencyCode> codes = agencies.stream().map(Agency::code).collect(Collectors.toSet());
        trusted.stream()
                .filter(code -> !codes.contains(new AgencyCode(code.text())))
                .forEach(code -> findings.add(code.finding("no agency has the code " + code.text())));
    }

    private static Set<String> versions(Entry agency) {
        Set<String> versions = new LinkedHashSet<>();
        agency.items("versions").forEach(version -> versions.add(version.text()));
        return versions.isEmpty() ? Set.of("v1") : Set.copyOf(versions);
    }

    private Destination destination(Entry entry, AgencyCode agency) {
        String name = entry.at("name").text();
        onlyOnce(DestinationOverrides.letters(name), "the destination " + name, entry.at("name"));
        Transport transport = Transport.valueOf(entry.at("transport").text());
        return new Destination(name, agency, transport, endpoint(entry, name, transport), limits(entry, name));
    }

    private @Nullable URI endpoint(Entry entry, String name, Transport transport) {
        boolean needed = transport != Transport.MQ && transport != Transport.PULL;
        Optional<Entry> written = entry.find("endpoint");
        if (!needed) {
            written.ifPresent(e -> findings.add(e.finding("a destination over " + transport + " has no endpoint")));
            return null;
        }
        Optional<URI> own = written.flatMap(e -> e.as(AgencyReader::address, findings));
        Optional<URI> used = overrides
                .read(name, "endpoint", AgencyReader::address, findings)
                .or(() -> own);
        if (used.isEmpty() && written.isEmpty()) {
            findings.add(entry.finding("a destination over " + transport + " needs an endpoint"));
        }
        return used.orElse(null);
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("not an http or https address without user information and fragment");
        }
        return address;
    }

    private Limits limits(Entry destination, String name) {
        Optional<Entry> limits = destination.find("limits");
        return new Limits(
                limit(limits, name, "concurrency", number(1, 256), DEFAULTS.concurrency()),
                limit(limits, name, "perSecond", number(0, 100_000), DEFAULTS.perSecond()),
                limit(limits, name, "connectTimeout", AgencyReader::duration, DEFAULTS.connectTimeout()),
                limit(limits, name, "readTimeout", AgencyReader::duration, DEFAULTS.readTimeout()));
    }

    private <T> T limit(Optional<Entry> limits, String name, String key, Function<String, T> reader, T otherwise) {
        Optional<T> written = limits.flatMap(e -> e.find(key)).flatMap(e -> e.as(reader, findings));
        return overrides.read(name, key, reader, findings).or(() -> written).orElse(otherwise);
    }

    private static Function<String, Integer> number(int least, int most) {
        return text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("not a number from " + least + " to " + most + ": " + text);
            }
            return number;
        };
    }

    private static Duration duration(String text) {
        Duration duration = DurationStyle.SIMPLE.parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not a positive duration: " + text);
        }
        return duration;
    }

    private List<ECPublicKey> keysOf(Entry agency) {
        List<ECPublicKey> read = new ArrayList<>();
        for (Entry key : agency.items("publicKeys")) {
            key.as(this::key, findings).ifPresent(publicKey -> {
                onlyOnce(publicKey.getW(), "this key", key);
                read.add(publicKey);
            });
        }
        return List.copyOf(read);
    }

    private ECPublicKey key(String text) {
        return text.startsWith("file:") ? keys.publicKey(text.substring("file:".length())) : KeyFolder.parsed(text);
    }

    private void onlyOnce(Object thing, String called, Entry entry) {
        Entry first = taken.putIfAbsent(thing, entry);
        if (first != null) {
            findings.add(entry.finding(called + " is used twice, first at " + first));
        }
    }
}
