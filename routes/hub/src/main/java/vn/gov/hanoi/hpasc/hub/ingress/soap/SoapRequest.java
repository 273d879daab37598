package vn.gov.hanoi.hpasc.hub.ingress.soap;

import java.util.Map;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/** What somebody asks over SOAP. */
sealed interface SoapRequest {

    /** A message about a dossier. */
    record Submit(DossierMessage message) implements SoapRequest {}

    /** One of the small requests: its elements by name. */
    record Plain(Operation operation, Map<String, String> elements) implements SoapRequest {}

    /** The operations besides {@code Submit}. */
    enum Operation {
        GET_TIMELINE("GetTimeline"),
        PULL("Pull"),
        REPORT_OUTCOME("ReportOutcome");

        private final String element;

        Operation(String element) {
            this.element = element;
        }

        String element() {
            return element;
        }
    }
}
