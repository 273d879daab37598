package vn.gov.hanoi.hpasc.hub.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;

/** Citizens who pay: each opens an order, insists until it is there, and pays it, wrongly, or not at all. */
final class Payers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 16;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService payers = Executors.newFixedThreadPool(AT_ONCE);
    private final HubProcess hub;
    private final GatewayTown town;
    private final String token;
    private final long seed;
    private final Map<UUID, Paid> orders = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();

    /**
     * An order, and where the truth about it is.
     *
     * @param wire how the gateway calls it
     */
    record Paid(UUID paymentId, String gateway, String wire, long amount) {}

    Payers(HubProcess hub, GatewayTown town, String token, long seed) {
        this.hub = hub;
        this.town = town;
        this.token = token;
        this.seed = seed;
    }

    /** Sets a citizen to each obligation. */
    void pay(List<Owed> all) {
        for (int i = 0; i < all.size(); i++) {
            Owed owed = all.get(i);
            Random chance = new Random(seed + i);
            Luck luck = Luck.of(i);
            payers.execute(() -> pay(owed, chance, luck));
        }
        payers.shutdown();
    }

    /** How a payment goes: of every hundred, two move a wrong amount, and five nothing. */
    private enum Luck {
        PAYS,
        PAYS_WRONG,
        FAILS;

        static Luck of(int number) {
            if (number % 50 == 7) {
                return PAYS_WRONG;
            }
            return number % 20 == 3 ? FAILS : PAYS;
        }
    }

    /** What somebody owes. */
    record Owed(String dossier, String obligation, long amount) {}

    private void pay(Owed owed, Random chance, Luck luck) {
        try {
            String gateway = town.names().get(chance.nextInt(town.names().size()));
            JsonNode order = opened(owed, gateway);
            URI payUrl = URI.create(order.path("payUrl").asText());
            PaymentSimulator simulator = town.at(gateway);
            String wire = simulator.visit(payUrl).reference();
            UUID paymentId = UUID.fromString(order.path("paymentId").asText());
            orders.put(paymentId, new Paid(paymentId, gateway, wire, owed.amount()));
            switch (luck) {
                case PAYS -> simulator.pay(wire);
                case PAYS_WRONG -> simulator.pay(wire, owed.amount() - 1_000);
                case FAILS -> simulator.fail(wire);
            }
            done.incrementAndGet();
        } catch (RuntimeException unexpected) {
            trouble.compareAndSet(null, unexpected);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * With the same key until there is an answer. A gateway that refuses an order which it got from a hub that was killed
     * before it heard so is asked for another one.
     */
    private JsonNode opened(Owed owed, String gateway) throws InterruptedException {
        for (int another = 0; ; another++) {
            HttpRequest request = request(owed, gateway, another);
            HttpResponse<byte[]> answer = answer(request);
            while (answer == null || answer.statusCode() == 503 || answer.statusCode() == 504) {
                TimeUnit.MILLISECONDS.sleep(200);
                answer = answer(request);
            }
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() == 201) {
                return read(text);
            }
            if (!text.contains("HUB-600") || another == 3) {
                throw new IllegalStateException(answer.statusCode() + " " + text);
            }
        }
    }

    private HttpRequest request(Owed owed, String gateway, int another) {
        String body = JSON.createObjectNode()
                .put("dossierCode", owed.dossier())
                .put("obligationId", owed.obligation())
                .put("gateway", gateway)
                .put("returnUrl", "https://dichvucong.example/quay-lai")
                .toString();
        return HttpRequest.newBuilder(hub.uri("/api/v1/payments"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", owed.dossier() + "/" + owed.obligation() + "/" + another)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Null when the hub was killed. */
    private @Nullable HttpResponse<byte[]> answer(HttpRequest request) throws InterruptedException {
        asked.incrementAndGet();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException killed) {
            return null;
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException senseless) {
            throw new IllegalStateException(text, senseless);
        }
    }

    /** How many are through; what none of them should meet fails here. */
    int done() {
        RuntimeException unexpected = trouble.get();
        if (unexpected != null) {
            throw unexpected;
        }
        return done.get();
    }

    /** How often an order had to be asked for, all together. */
    int asked() {
        return asked.get();
    }

    Map<UUID, Paid> orders() {
        return Map.copyOf(orders);
    }

    @Override
    public void close() {
        payers.shutdownNow();
        http.shutdownNow();
    }
}
