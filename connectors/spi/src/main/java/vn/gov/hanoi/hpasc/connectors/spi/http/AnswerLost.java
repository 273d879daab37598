package vn.gov.hanoi.hpasc.connectors.spi.http;

import java.io.IOException;

/** The request, or a part of it, had left when the call failed: nobody can tell whether it was taken. */
public final class AnswerLost extends IOException {

    private static final long serialVersionUID = 1L;

    public AnswerLost(Exception cause) {
        super(cause.getClass().getSimpleName() + " after sending", cause);
    }
}
