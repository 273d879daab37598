package vn.gov.hanoi.hpasc.hub.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/**
 * The folder of key files: {@code <owner>.pub.pem} with a public key, and beside it, only in the sandbox and on the
 * machine of whoever makes tokens, {@code <owner>.key.pem} with the private one (PKCS#8).
 *
 * @param folder where it is
 * @param makesMissing whether a pair that is not there is made: in the sandbox, never in production
 */
public record KeyFolder(Path folder, boolean makesMissing) {

    private static final String PUBLIC = ".pub.pem";
    private static final String PRIVATE = ".key.pem";

    /**
     * The P-256 public key in the file {@code name}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ECPublicKey publicKey(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file) && makesMissing && name.endsWith(PUBLIC)) {
            make(name.substring(0, name.length() - PUBLIC.length()));
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("no key file " + file);
        }
        return parsed(contentOf(file));
    }

    /**
     * The key pair of {@code owner}, as its agency code or {@code hub}.
     *
     * @throws IllegalArgumentException when it is not there, or not P-256
     */
    public KeyPair pair(String owner) {
        ECPublicKey publicKey = publicKey(owner + PUBLIC);
        Path file = folder.resolve(owner + PRIVATE);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("no key file " + file);
        }
        return new KeyPair(publicKey, privateKey(file));
    }

    /**
     * Reads a public key from PEM or from a JWK.
     *
     * @throws IllegalArgumentException when it is not a public key on P-256
     */
    static ECPublicKey parsed(String text) {
        try {
            String stripped = text.strip();
            ECPublicKey key = stripped.startsWith("{") ? ofJwk(stripped) : ofPem(stripped);
            if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                throw new IllegalArgumentException("the key is not on P-256");
            }
            return key;
        } catch (ParseException | JOSEException | GeneralSecurityException | ClassCastException unreadable) {
            throw new IllegalArgumentException("not a public key on P-256, as PEM or JWK", unreadable);
        }
    }

    private static ECPublicKey ofJwk(String json) throws ParseException, JOSEException {
        ECKey key = ECKey.parse(json);
        if (key.isPrivate()) {
            throw new IllegalArgumentException("this is a private key; only the public one belongs here");
        }
        return key.toECPublicKey();
    }

    private static ECPublicKey ofPem(String pem) throws GeneralSecurityException {
        if (pem.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException("this is a private key; only the public one belongs here");
        }
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(decoded(pem)));
    }

    private static byte[] decoded(String pem) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException(notBase64);
        }
    }

    private static ECPrivateKey privateKey(Path file) {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoded(contentOf(file))));
        } catch (GeneralSecurityException | ClassCastException unreadable) {
            throw new IllegalArgumentException("the private key in " + file + " cannot be read", unreadable);
        }
    }

    /** The private key is there first: whoever sees the public one can rely on it. */
    private void make(String owner) {
        try {
            PrivateFiles.folder(folder);
            ECKey pair = new ECKeyGenerator(Curve.P_256).generate();
            PrivateFiles.write(folder.resolve(owner + PRIVATE), pem("PRIVATE KEY", pair.toECPrivateKey()));
            PrivateFiles.write(folder.resolve(owner + PUBLIC), pem("PUBLIC KEY", pair.toECPublicKey()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no P-256", impossible);
        }
    }

    private static String pem(String what, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the key file " + file + " cannot be read", unreadable);
        }
    }
}
