package vn.gov.hanoi.hpasc.hub.callback.tax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Knows the tax office's SecurityKey: the current one, and the next one while keys are changed. */
@Component
class TaxDoor {

    private final List<byte[]> keys;

    TaxDoor(TaxCallbackProperties properties, KeyFolder folder) throws IOException {
        List<String> written = new ArrayList<>(properties.keys());
        for (Path file : properties.keyFiles()) {
            written.add(Files.readString(file));
        }
        if (written.stream().allMatch(String::isBlank) && properties.createMissingKey()) {
            written.add(PrivateFiles.secret(folder.folder().resolve("tax-callback.key")));
        }
        this.keys = written.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(TaxDoor::hashed)
                .toList();
    }

    /** Whether {@code said} is a key. Takes as long whatever is wrong with it, also its length. */
    boolean admits(@Nullable String said) {
        byte[] hashed = hashed(said == null ? "" : said);
        boolean right = false;
        for (byte[] key : keys) {
            right |= MessageDigest.isEqual(hashed, key);
        }
        return right && said != null;
    }

    private static byte[] hashed(String key) {
        return Hash.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
