package vn.gov.hanoi.hpasc.hub.problem;

/** The two versions of SOAP, as far as they differ in what the hub says. */
public enum SoapVersion {
    SOAP_1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    SOAP_1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /** Of the envelope. */
    public String namespace() {
        return namespace;
    }

    public String mediaType() {
        return mediaType;
    }
}
