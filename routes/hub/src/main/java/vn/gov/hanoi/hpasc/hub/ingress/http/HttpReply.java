package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What an HTTP route leaves in its body. */
public interface HttpReply {

    /** The HTTP status. */
    int status();

    void writeTo(HttpServletResponse response) throws IOException;
}
