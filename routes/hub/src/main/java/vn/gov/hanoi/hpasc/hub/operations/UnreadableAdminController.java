package vn.gov.hanoi.hpasc.hub.operations;

import static vn.gov.hanoi.hpasc.hub.operations.AdminProblems.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.broker.UnreadableQueue;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Messages of agencies' queues that could not be taken apart, and so were refused and parked: operators look into them and
 * discard them. There is nothing to replay: the sender was told, and sends a message that can be read.
 */
@RestController
@RequestMapping(path = "/admin/v1/unreadable", produces = MediaType.APPLICATION_JSON_VALUE)
class UnreadableAdminController {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableAdminController.class);
    private static final int MOST = 1000;
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final UnreadableQueue queue;

    UnreadableAdminController(UnreadableQueue queue) {
        this.queue = queue;
    }

    /** Who discards it, and why. */
    record Act(@Nullable String operator, @Nullable String reason) {}

    /**
     * A parked message.
     *
     * @param content its bytes in Base64; null in a list
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parked(
            UUID id,
            String agency,
            String kind,
            String code,
            String reason,
            String since,
            long length,
            byte @Nullable [] content) {

        static Parked of(UnreadableQueue.Parked parked) {
            return new Parked(
                    parked.id(),
                    parked.agency(),
                    parked.kind(),
                    parked.code(),
                    parked.reason(),
                    parked.since(),
                    parked.length(),
                    parked.content());
        }
    }

    @GetMapping
    List<Parked> list() {
        return queue.list(MOST).stream().map(Parked::of).toList();
    }

    @GetMapping("/{id}")
    Parked one(@PathVariable UUID id) {
        return queue.find(id).map(Parked::of).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    }

    @PostMapping("/{id}/discard")
    ResponseEntity<byte[]> discard(@PathVariable UUID id, @RequestBody Act act) {
        String operator = required(act.operator(), "operator", "who acts");
        String reason = required(act.reason(), "reason", "why");
        if (!queue.discard(id)) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        LOG.atInfo()
                .addKeyValue("id", id)
                .addKeyValue("operator", operator)
                .addKeyValue("reason", reason)
                .log("operations.unreadable.discarded");
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler(UnreadableQueue.BrokerAway.class)
    ResponseEntity<byte[]> brokerAway(HttpServletRequest request) {
        return AdminProblems.answer(Problem.of(ErrorCode.BROKER_UNAVAILABLE).retryAfter(COME_BACK), request);
    }
}
