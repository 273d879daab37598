package vn.gov.hanoi.hpasc.hub.ingress.limits;

/** What a request under way holds of its agency's quotas; closed once, when the request is answered. */
@FunctionalInterface
public interface Lease extends AutoCloseable {

    @Override
    void close();
}
