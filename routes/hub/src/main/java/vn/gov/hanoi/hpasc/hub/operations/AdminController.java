package vn.gov.hanoi.hpasc.hub.operations;

import static vn.gov.hanoi.hpasc.hub.operations.AdminProblems.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.accept.HeldReview;
import vn.gov.hanoi.hpasc.hub.delivery.ParkedDeliveries;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.queued.AgencyQueues;

/** What operators ask and do, at their own port only. */
@RestController
@RequestMapping(path = "/admin/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class AdminController {

    private final Balance balance;
    private final AgencyQueues queues;
    private final ParkedQuery waiting;
    private final SharedNames names;
    private final ParkedDeliveries parked;
    private final HeldReview held;
    private final Destinations destinations;
    private final DestinationHealth health;

    AdminController(
            Balance balance,
            AgencyQueues queues,
            ParkedQuery waiting,
            SharedNames names,
            ParkedDeliveries parked,
            HeldReview held,
            Destinations destinations,
            DestinationHealth health) {
        this.balance = balance;
        this.queues = queues;
        this.waiting = waiting;
        this.names = names;
        this.parked = parked;
        this.held = held;
        this.destinations = destinations;
        this.health = health;
    }

    /** The whole balance; even when no delivery is unaccounted for. Queues hold what agencies have not yet read. */
    record BalanceView(boolean even, List<Balance.Row> destinations, List<AgencyQueues.View> queues) {}

    /** A destination as an operator sees it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DestinationView(
            String name,
            String agency,
            Transport transport,
            @Nullable String endpoint,
            String state,
            @Nullable Instant nextProbe) {}

    /** Who acts and why; both are kept in the ledger. */
    record Act(@Nullable String operator, @Nullable String reason) {}

    @GetMapping("/balance")
    BalanceView balance() {
        List<Balance.Row> rows = balance.rows();
        return new BalanceView(rows.stream().allMatch(row -> row.difference() == 0), rows, queues.all());
    }

    @GetMapping("/destinations")
    List<DestinationView> destinations() {
        return destinations.all().stream().map(this::view).toList();
    }

    private DestinationView view(Destination destination) {
        boolean fetches = destination.transport() == Transport.PULL;
        boolean calling = fetches || health.calling(destination.name());
        return new DestinationView(
                destination.name(),
                destination.agency().value(),
                destination.transport(),
                destination.endpoint() == null ? null : destination.endpoint().toString(),
                fetches ? "fetches" : health.state(destination.name()),
                calling ? null : health.restsUntil(destination.name()));
    }

    @GetMapping("/parked")
    List<ParkedQuery.Parked> parked(@RequestParam(required = false) @Nullable String destination) {
        return waiting.parked(destination);
    }

    @GetMapping("/held")
    List<ParkedQuery.Held> held() {
        return waiting.held();
    }

    @GetMapping("/shared-names")
    List<SharedNames.Meaning> sharedNames() {
        return names.all();
    }

    @PostMapping("/deliveries/{deliveryId}/release")
    ResponseEntity<byte[]> release(@PathVariable UUID deliveryId, @RequestBody Act act, HttpServletRequest request) {
        Problem missing = missing(act);
        return answer(
                missing == null
                        ? parked.release(deliveryId, text(act.operator()), text(act.reason()))
                        : Optional.of(missing),
                request);
    }

    @PostMapping("/deliveries/{deliveryId}/refuse")
    ResponseEntity<byte[]> refuse(@PathVariable UUID deliveryId, @RequestBody Act act, HttpServletRequest request) {
        Problem missing = missing(act);
        return answer(
                missing == null
                        ? parked.refuse(deliveryId, text(act.operator()), text(act.reason()))
                        : Optional.of(missing),
                request);
    }

    /** Who is to handle a dossier, who says so, and why. */
    record Assignment(
            @Nullable String agency,
            @Nullable String operator,
            @Nullable String reason) {}

    @PostMapping("/dossiers/{code}/handling-agency")
    ResponseEntity<byte[]> assign(
            @PathVariable String code, @RequestBody Assignment assignment, HttpServletRequest request) {
        Problem missing = missing(new Act(assignment.operator(), assignment.reason()));
        if (missing != null) {
            return answer(Optional.of(missing), request);
        }
        AgencyCode agency;
        try {
            agency = new AgencyCode(text(assignment.agency()));
        } catch (IllegalArgumentException e) {
            return answer(
                    Optional.of(Problem.at(ErrorCode.INVALID_PARAMETER, "/agency", "is not an agency code", "agency")),
                    request);
        }
        return answer(held.assign(code, agency, text(assignment.operator()), text(assignment.reason())), request);
    }

    private static @Nullable Problem missing(Act act) {
        if (text(act.operator()).isEmpty()) {
            return Problem.at(ErrorCode.INVALID_PARAMETER, "/operator", "is required: who acts", "operator");
        }
        if (text(act.reason()).isEmpty()) {
            return Problem.at(ErrorCode.INVALID_PARAMETER, "/reason", "is required: why", "reason");
        }
        return null;
    }

    private static ResponseEntity<byte[]> answer(Optional<Problem> problem, HttpServletRequest request) {
        return problem.map(no -> AdminProblems.answer(no, request))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
