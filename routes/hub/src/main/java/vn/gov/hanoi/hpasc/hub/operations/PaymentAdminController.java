package vn.gov.hanoi.hpasc.hub.operations;

import static vn.gov.hanoi.hpasc.hub.operations.AdminProblems.required;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.callback.CallbackLog;
import vn.gov.hanoi.hpasc.hub.callback.CallbackLog.CallbackView;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.CaseView;
import vn.gov.hanoi.hpasc.hub.payment.order.Decisions;
import vn.gov.hanoi.hpasc.hub.payment.order.PaymentView;
import vn.gov.hanoi.hpasc.hub.payment.order.Payments;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.Reconciliation;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.SettlementReports;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.SettlementReports.Report;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What operators ask and do about money, at their own port only. */
@RestController
@RequestMapping(path = "/admin/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class PaymentAdminController {

    private static final int MOST_CALLBACKS = 200;

    private final Payments payments;
    private final Decisions decisions;
    private final Cases cases;
    private final Reconciliation reconciliation;
    private final SettlementReports reports;
    private final CallbackLog callbacks;

    PaymentAdminController(
            Payments payments,
            Decisions decisions,
            Cases cases,
            Reconciliation reconciliation,
            SettlementReports reports,
            CallbackLog callbacks) {
        this.payments = payments;
        this.decisions = decisions;
        this.cases = cases;
        this.reconciliation = reconciliation;
        this.reports = reports;
        this.callbacks = callbacks;
    }

    /** Who acts, why, and whose a case becomes. */
    record Act(
            @Nullable String operator,
            @Nullable String reason,
            @Nullable String owner) {}

    @GetMapping("/payments/{paymentId}")
    PaymentView payment(@PathVariable UUID paymentId) {
        return payments.view(paymentId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    }

    /** Asks the gateway now. */
    @PostMapping("/payments/{paymentId}/inquire")
    Map<String, String> inquire(@PathVariable UUID paymentId) {
        return Map.of("state", decisions.inquire(paymentId).name());
    }

    @PostMapping("/payments/{paymentId}/accept")
    ResponseEntity<Void> accept(@PathVariable UUID paymentId, @RequestBody Act act) {
        return done(decisions.accept(paymentId, operator(act), reason(act)));
    }

    @PostMapping("/payments/{paymentId}/fail")
    ResponseEntity<Void> fail(@PathVariable UUID paymentId, @RequestBody Act act) {
        return done(decisions.fail(paymentId, operator(act), reason(act)));
    }

    @GetMapping("/callbacks")
    List<CallbackView> callbacks(@RequestParam(required = false) @Nullable UUID payment) {
        return callbacks.list(payment, MOST_CALLBACKS);
    }

    @GetMapping("/cases")
    List<CaseView> cases(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String owner) {
        return cases.list(state, kind, owner);
    }

    @GetMapping("/cases/{caseId}")
    CaseView aCase(@PathVariable long caseId) {
        return cases.find(caseId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    }

    @PostMapping("/cases/{caseId}/assign")
    ResponseEntity<Void> assign(@PathVariable long caseId, @RequestBody Act act) {
        return done(cases.assign(caseId, required(act.owner(), "owner", "whose it becomes"), operator(act)));
    }

    @PostMapping("/cases/{caseId}/note")
    ResponseEntity<Void> note(@PathVariable long caseId, @RequestBody Act act) {
        return done(cases.note(caseId, operator(act), reason(act)));
    }

    @PostMapping("/cases/{caseId}/close")
    ResponseEntity<Void> close(@PathVariable long caseId, @RequestBody Act act) {
        return done(cases.close(caseId, operator(act), reason(act)));
    }

    /** Takes a settlement file, streamed; the same file again gives the same report. */
    @PostMapping("/settlements/{merchant}/{day}")
    ResponseEntity<Report> settle(
            @PathVariable String merchant,
            @PathVariable LocalDate day,
            @RequestParam String operator,
            @RequestParam(required = false) @Nullable String file,
            HttpServletRequest request)
            throws IOException {
        Reconciliation.Imported imported = reconciliation.take(
                new Reconciliation.Delivery(merchant, day, file, required(operator, "operator", "who acts")),
                request.getInputStream());
        Report report = reports.find(imported.importId()).orElseThrow();
        return ResponseEntity.status(imported.repeat() ? 200 : 201).body(report);
    }

    @GetMapping("/settlements")
    List<Report> settlements() {
        return reports.list();
    }

    @GetMapping("/settlements/{importId:\\d+}")
    Report settlement(@PathVariable long importId) {
        return reports.find(importId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    }

    @GetMapping(path = "/settlements/{importId:\\d+}/lines.csv", produces = "text/csv")
    void lines(@PathVariable long importId, HttpServletResponse response) throws IOException {
        if (reports.find(importId).isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        response.setContentType("text/csv;charset=utf-8");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            reports.csv(importId, out);
        }
    }

    private static ResponseEntity<Void> done(boolean did) {
        if (!did) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Void> done(Optional<Problem> problem) {
        problem.ifPresent(no -> {
            throw new Refusal(no);
        });
        return ResponseEntity.noContent().build();
    }

    private static String operator(Act act) {
        return required(act.operator(), "operator", "who acts");
    }

    private static String reason(Act act) {
        return required(act.reason(), "reason", "why");
    }
}
