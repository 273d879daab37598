package vn.gov.hanoi.hpasc.hub.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** A token for each agency, valid for half a day, renewed at each start: {@code tokens/<agency code>.jwt}. */
final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final Map<AgencyCode, String> byAgency = new ConcurrentHashMap<>();

    Tokens(Agencies agencies, KeyFolder keys, TokenIssuer issuer, Path folder) {
        try {
            PrivateFiles.folder(folder);
            for (Agency agency : agencies.all()) {
                if (agency.publicKeys().isEmpty()) {
                    continue;
                }
                ECPrivateKey key =
                        (ECPrivateKey) keys.pair(agency.code().value()).getPrivate();
                String token = issuer.issue(agency.code(), key, LIFETIME);
                byAgency.put(agency.code(), token);
                PrivateFiles.write(folder.resolve(agency.code() + ".jwt"), token);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the tokens into " + folder, e);
        }
    }

    String of(AgencyCode agency) {
        String token = byAgency.get(agency);
        if (token == null) {
            throw new IllegalArgumentException("no token for " + agency);
        }
        return token;
    }
}
