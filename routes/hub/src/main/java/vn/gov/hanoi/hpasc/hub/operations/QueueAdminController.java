package vn.gov.hanoi.hpasc.hub.operations;

import static vn.gov.hanoi.hpasc.hub.operations.AdminProblems.text;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.queued.AgencyQueues;

/** The queues that agencies read, for operators. */
@RestController
@RequestMapping(path = "/admin/v1/queues", produces = MediaType.APPLICATION_JSON_VALUE)
class QueueAdminController {

    private final AgencyQueues queues;

    QueueAdminController(AgencyQueues queues) {
        this.queues = queues;
    }

    /**
     * What to send again, who says so and why.
     *
     * @param since ISO 8601 with offset; null with {@code exchangeId} for ever
     * @param exchangeId only this message; null for all since then
     */
    record Resend(
            @Nullable String operator,
            @Nullable String reason,
            @Nullable String since,
            @Nullable String exchangeId) {}

    /** How many messages are on their way again. */
    record Resent(long messages) {}

    @GetMapping
    List<AgencyQueues.View> queues() {
        return queues.all();
    }

    @PostMapping("/resend")
    ResponseEntity<?> resend(@RequestBody Resend asked, HttpServletRequest request) {
        for (String name : List.of("operator", "reason")) {
            if (text(name.equals("operator") ? asked.operator() : asked.reason())
                    .isEmpty()) {
                return AdminProblems.answer(
                        Problem.at(ErrorCode.INVALID_PARAMETER, "/" + name, "is required", name), request);
            }
        }
        if (asked.since() == null && asked.exchangeId() == null) {
            return AdminProblems.answer(
                    Problem.at(ErrorCode.INVALID_PARAMETER, "/since", "since or exchangeId is required", "since"),
                    request);
        }
        AgencyQueues.RestorePoint from;
        try {
            from = new AgencyQueues.RestorePoint(
                    asked.since() == null ? Instant.EPOCH : Instant.parse(asked.since()),
                    asked.exchangeId() == null ? null : UUID.fromString(asked.exchangeId()));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return AdminProblems.answer(
                    Problem.at(
                            ErrorCode.INVALID_PARAMETER,
                            unreadable instanceof DateTimeException ? "/since" : "/exchangeId",
                            "cannot be read",
                            unreadable instanceof DateTimeException ? "since" : "exchangeId"),
                    request);
        }
        return ResponseEntity.ok(new Resent(queues.resend(from, text(asked.operator()), text(asked.reason()))));
    }
}
