package vn.gov.hanoi.hpasc.hub.portal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.portal.PlanTable.Plan;
import vn.gov.hanoi.hpasc.hub.portal.StoredCatalogue.Kind;

/** What operators ask about the portal, at their own port only. */
@RestController
@RequestMapping(path = "/admin/v1/portal", produces = MediaType.APPLICATION_JSON_VALUE)
class PortalController {

    private final PortalWatch.Parts parts;
    private final StoredCatalogue catalogue;

    PortalController(PortalWatch.Parts parts, StoredCatalogue catalogue) {
        this.parts = parts;
        this.catalogue = catalogue;
    }

    /** Who acts, why, and from when on. */
    record Order(
            @Nullable String operator,
            @Nullable String reason,
            @Nullable Instant since) {

        boolean signed() {
            return operator != null && !operator.isBlank() && reason != null && !reason.isBlank();
        }
    }

    /** The catalogue at a glance. */
    record CatalogueView(@Nullable Instant pulledAt, Map<String, Long> entries, List<String> findings) {}

    @GetMapping("/sync")
    SyncTruth.Summary sync() {
        return parts.truth().summary();
    }

    @GetMapping("/dossiers")
    List<SyncTruth.View> behind() {
        return parts.truth().behind();
    }

    @GetMapping("/dossiers/{code}")
    ResponseEntity<SyncTruth.View> dossier(@PathVariable String code) {
        return ResponseEntity.of(parts.truth().of(code));
    }

    @GetMapping("/intake")
    List<IntakeClock.Due> intake() {
        return parts.intake().due();
    }

    @GetMapping("/plans")
    List<Plan> plans() {
        return parts.comparison().plans();
    }

    @GetMapping("/plans/{planId}")
    ResponseEntity<Plan> plan(@PathVariable UUID planId) {
        return ResponseEntity.of(parts.comparison().plan(planId));
    }

    /** Compares now and shows what would be done; changes nothing. */
    @PostMapping("/comparisons")
    ResponseEntity<Plan> compare(@RequestBody Order order) {
        return order.signed()
                ? ResponseEntity.ok(
                        parts.comparison().compare(order.since(), String.valueOf(order.operator()), order.reason()))
                : ResponseEntity.badRequest().build();
    }

    @PostMapping("/plans/{planId}/run")
    ResponseEntity<Plan> run(@PathVariable UUID planId, @RequestBody Order order) {
        if (!order.signed()) {
            return ResponseEntity.badRequest().build();
        }
        return parts.comparison()
                .run(planId, order.operator() + ": " + order.reason())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.status(HttpStatus.CONFLICT).build());
    }

    @GetMapping("/catalogue")
    CatalogueView catalogue() {
        StoredCatalogue.Pull last = catalogue.lastPull().orElse(null);
        return new CatalogueView(
                last == null ? null : last.at(), catalogue.counts(), last == null ? List.of() : last.findings());
    }

    @PostMapping("/catalogue/pull")
    List<String> pull() throws DestinationUnavailable, PortalSilent {
        return parts.catalogue().pull();
    }

    @GetMapping("/catalogue/{kind}/{code}")
    List<StoredCatalogue.Version> history(@PathVariable String kind, @PathVariable String code) {
        return catalogue.history(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), code);
    }

    @ExceptionHandler({StoreUnavailable.class, DestinationUnavailable.class, PortalSilent.class})
    ResponseEntity<Map<String, String>> away(Exception why) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "2")
                .body(Map.of("detail", String.valueOf(why.getMessage())));
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<Map<String, String>> senseless(IllegalArgumentException why) {
        return ResponseEntity.badRequest().body(Map.of("detail", String.valueOf(why.getMessage())));
    }
}
