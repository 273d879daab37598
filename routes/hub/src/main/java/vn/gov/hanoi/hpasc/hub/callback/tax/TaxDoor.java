package vn.gov.hanoi.hpasc.hub.callback.tax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials.Shown;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Authenticates the tax office, by SecurityKey: the current one, and the next one while keys are changed. */
@Component
class TaxDoor {

    private final PartnerCredentials credentials;

    TaxDoor(TaxCallbackProperties properties, KeyFolder folder) throws IOException {
        List<String> written = new ArrayList<>(properties.keys());
        for (Path file : properties.keyFiles()) {
            written.add(Files.readString(file));
        }
        if (written.stream().allMatch(String::isBlank) && properties.createMissingKey()) {
            written.add(PrivateFiles.secret(folder.folder().resolve("tax-callback.key")));
        }
        this.credentials =
                new PartnerCredentials("tax-office", written, properties.certificates(), properties.allowedAddresses());
    }

    /** Whether the tax office may call from there; its key stands in the body, which need not be read of others. */
    boolean mayCallFrom(HttpRequest request) {
        return credentials.mayCallFrom(request.remoteAddress());
    }

    /** Whether it is the tax office that calls, {@code said} being the key in its body. */
    boolean admits(HttpRequest request, @Nullable String said) {
        return credentials.admits(new Shown(
                said == null ? List.of() : List.of(said), request.clientCertificate(), request.remoteAddress()));
    }
}
