package vn.gov.hanoi.hpasc.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The contracts of {@code exchange/v1}: what the hub and the agencies say to each other. */
public final class ExchangeContracts {

    /** Where the contracts lie on the class path. */
    public static final String FOLDER = "vn/gov/hanoi/hpasc/schemas/exchange/v1/";

    /** The WSDL on the class path; its XSD lies beside it. */
    public static final String WSDL = FOLDER + "dossier-exchange.wsdl";

    private ExchangeContracts() {}

    /** The OpenAPI document in one piece, as YAML: the schemas and examples it refers to are in it. */
    public static byte[] openapi() {
        return new Bundle("openapi.yaml").yaml();
    }

    /** The AsyncAPI document in one piece, as YAML. */
    public static byte[] asyncapi() {
        return new Bundle("asyncapi.yaml").yaml();
    }

    /** A file of the folder as it is. */
    static byte[] file(String name) {
        try (InputStream in = ExchangeContracts.class.getResourceAsStream("/" + FOLDER + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no contract " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
