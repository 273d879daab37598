package vn.gov.hanoi.hpasc.hub.operations;

import static vn.gov.hanoi.hpasc.hub.operations.AdminProblems.required;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.tax.TaxDesk;
import vn.gov.hanoi.hpasc.hub.tax.TaxViews;
import vn.gov.hanoi.hpasc.hub.tax.TaxViews.RowView;

/** What operators ask and decide about notices and vouchers of the tax office, at their own port only. */
@RestController
@RequestMapping(path = "/admin/v1/tax", produces = MediaType.APPLICATION_JSON_VALUE)
class TaxAdminController {

    private final TaxViews views;
    private final TaxDesk desk;

    TaxAdminController(TaxViews views, TaxDesk desk) {
        this.views = views;
        this.desk = desk;
    }

    /** Who acts, and why. */
    record Act(@Nullable String operator, @Nullable String reason) {}

    @GetMapping("/rows")
    List<RowView> rows(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String dossier) {
        return views.list(state, kind, dossier);
    }

    @GetMapping("/rows/{rowId}")
    RowView row(@PathVariable UUID rowId) {
        return views.find(rowId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    }

    /** A conflicting row takes the place of the one before; a refused one is said again. */
    @PostMapping("/rows/{rowId}/accept")
    RowView accept(@PathVariable UUID rowId, @RequestBody Act act) {
        desk.accept(rowId, required(act.operator(), "operator", "who acts"), required(act.reason(), "reason", "why"));
        return row(rowId);
    }

    @PostMapping("/rows/{rowId}/dismiss")
    RowView dismiss(@PathVariable UUID rowId, @RequestBody Act act) {
        desk.dismiss(rowId, required(act.operator(), "operator", "who acts"), required(act.reason(), "reason", "why"));
        return row(rowId);
    }
}
