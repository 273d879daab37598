package vn.gov.hanoi.hpasc.hub.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.ProblemJson;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.tax.TaxDesk;
import vn.gov.hanoi.hpasc.hub.tax.TaxViews;
import vn.gov.hanoi.hpasc.hub.tax.TaxViews.RowView;

/** What operators ask and decide about notices and vouchers of the tax office, at their own port only. */
@RestController
@RequestMapping(path = "/admin/v1/tax", produces = MediaType.APPLICATION_JSON_VALUE)
class TaxAdminController {

    private static final int LONGEST = 1000;

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
        desk.accept(rowId, required(act.operator(), "operator"), required(act.reason(), "reason"));
        return row(rowId);
    }

    @PostMapping("/rows/{rowId}/dismiss")
    RowView dismiss(@PathVariable UUID rowId, @RequestBody Act act) {
        desk.dismiss(rowId, required(act.operator(), "operator"), required(act.reason(), "reason"));
        return row(rowId);
    }

    private static String required(@Nullable String given, String name) {
        String text = given == null ? "" : given.strip().replace('\0', ' ');
        if (text.isEmpty()) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_PARAMETER, "/" + name, "is required", name));
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    @ExceptionHandler(Refusal.class)
    ResponseEntity<byte[]> refused(Refusal refusal, HttpServletRequest request) {
        return problem(refusal.problem(), request);
    }

    @ExceptionHandler(StoreUnavailable.class)
    ResponseEntity<byte[]> storeUnavailable(HttpServletRequest request) {
        return problem(Problem.of(ErrorCode.STORE_UNAVAILABLE).retryAfter(Duration.ofSeconds(2)), request);
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, MethodArgumentTypeMismatchException.class})
    ResponseEntity<byte[]> unreadable(HttpServletRequest request) {
        return problem(Problem.of(ErrorCode.MALFORMED, "{\"operator\": \"...\", \"reason\": \"...\"}"), request);
    }

    private static ResponseEntity<byte[]> problem(Problem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.code().httpStatus())
                .header(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .body(ProblemJson.render(problem, Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }
}
