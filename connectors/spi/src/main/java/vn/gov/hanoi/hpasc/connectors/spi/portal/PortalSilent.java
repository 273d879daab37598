package vn.gov.hanoi.hpasc.connectors.spi.portal;

import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** The portal was asked and gave no answer that could be used: a time-out, a broken connection, nonsense, or a refusal. */
public final class PortalSilent extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public PortalSilent(ErrorCode code, String reason) {
        super(reason);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** Why. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
