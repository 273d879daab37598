package vn.gov.hanoi.hpasc.hub.crash;

/** A protocol over which a message is handed in. */
interface Channel {

    /**
     * Hands it in and waits for the answer.
     *
     * @throws NoAnswer when it is not known what became of it: to be handed in again with the same id
     */
    Answer send(Outgoing message) throws NoAnswer, InterruptedException;

    /** Nobody knows. */
    final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswer(String what) {
            super(what);
        }

        NoAnswer(Throwable cause) {
            super(cause);
        }
    }
}
