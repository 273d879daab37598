package vn.gov.hanoi.hpasc.hub.proof;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link PaymentBench}, which the first of them starts and the end of the run closes, and mends the gateways
 * after each.
 */
final class OnThePaymentBench implements ParameterResolver, AfterEachCallback {

    private record Shared(PaymentBench bench) implements CloseableResource {
        @Override
        public void close() throws Throwable {
            bench.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PaymentBench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bench(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        bench(context).mend();
    }

    private static PaymentBench bench(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OnThePaymentBench.class))
                .getOrComputeIfAbsent(Shared.class, key -> start(), Shared.class)
                .bench();
    }

    private static Shared start() {
        try {
            return new Shared(new PaymentBench());
        } catch (Exception e) {
            throw new IllegalStateException("the hub under test does not start", e);
        }
    }
}
