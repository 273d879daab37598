package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file on its way out, piece by piece. No browser shall take it for a page of ours.
 *
 * @param contentType of the file
 * @param length in bytes
 * @param bytes opened when the answer is written
 */
public record HttpStream(String contentType, long length, Opening bytes) implements HttpReply {

    /** Opens the bytes. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    @Override
    public int status() {
        return HttpServletResponse.SC_OK;
    }

    @Override
    public void writeTo(HttpServletResponse response) throws IOException {
        try (InputStream in = bytes.open()) {
            response.setStatus(status());
            response.setContentType(contentType);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Disposition", "attachment");
            response.setHeader("Cache-Control", "private, no-store");
            response.setContentLengthLong(length);
            in.transferTo(response.getOutputStream());
        }
    }
}
