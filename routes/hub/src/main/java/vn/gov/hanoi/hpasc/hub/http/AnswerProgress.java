package vn.gov.hanoi.hpasc.hub.http;

import org.apache.coyote.Response;

/** How far the answer to a request has got. Read by another thread than the one that writes it. */
interface AnswerProgress {

    /** When the first of it went out, as {@link System#nanoTime}; 0 when nothing has. */
    long begunAt();

    /** Bytes handed to the socket. */
    long written();

    /** The progress of Tomcat's response. */
    record Of(Response response) implements AnswerProgress {

        @Override
        public long begunAt() {
            return response.isCommitted() ? response.getCommitTimeNanos() : 0;
        }

        @Override
        public long written() {
            return response.getBytesWritten(false);
        }
    }
}
