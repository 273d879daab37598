package vn.gov.hanoi.hpasc.hub.ingress.soap;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Receipt;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DeliveryView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.ExchangeView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.LineView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.TimelineView;

/** The hub's answers in the elements of the contract, in its order. */
final class SoapAnswers {

    private static final MessageCodec CODEC = new MessageCodec();

    private SoapAnswers() {}

    static SoapWriter.Content submitted(Receipt receipt) {
        return body -> body.root("SubmitResponse", response -> response.group("receipt", out -> receipt(out, receipt)));
    }

    private static void receipt(SoapWriter out, Receipt receipt) throws XMLStreamException {
        out.element("exchangeId", receipt.exchangeId())
                .element("source", receipt.source())
                .element("id", receipt.id())
                .element("digest", receipt.digest())
                .element("acceptedAt", receipt.acceptedAt())
                .element("repeat", receipt.repeat())
                .element("mark", receipt.mark())
                .group("deliveries", deliveries -> {
                    for (Receipt.Promise promise : receipt.deliveries()) {
                        deliveries.group(
                                "delivery",
                                delivery -> delivery.element("destination", promise.destination())
                                        .element("sequence", promise.sequence()));
                    }
                })
                .group("receipt", evidence -> evidence(evidence, receipt.receipt()));
    }

    private static void evidence(SoapWriter out, Receipt.Evidence evidence) throws XMLStreamException {
        out.element("leaf", evidence.leaf())
                .element("index", evidence.index())
                .element("size", evidence.size())
                .group("path", path -> {
                    for (String hash : evidence.path()) {
                        path.element("hash", hash);
                    }
                })
                .element("signature", evidence.signature());
    }

    static SoapWriter.Content timeline(TimelineView view) {
        return body -> body.root(
                "GetTimelineResponse",
                response -> response.group("dossier", out -> dossier(out, view.dossier()))
                        .group("messages", messages -> {
                            for (ExchangeView exchange : view.messages()) {
                                messages.group("message", out -> exchange(out, exchange));
                            }
                        }));
    }

    private static void dossier(SoapWriter out, DossierView view) throws XMLStreamException {
        out.element("code", view.code())
                .group("aliases", aliases -> {
                    for (var alias : view.aliases()) {
                        aliases.group(
                                "alias",
                                each -> each.element("system", alias.system()).element("code", alias.code()));
                    }
                })
                .element("status", view.status())
                .element("statusVi", view.statusVi())
                .element("statusEn", view.statusEn())
                .element("procedure", view.procedure())
                .element("procedureName", view.procedureName())
                .element("handlingAgency", view.handlingAgency())
                .element("receivingBranch", view.receivingBranch())
                .element("submittedAt", view.submittedAt())
                .element("dueAt", view.dueAt())
                .element("paused", view.paused())
                .element("nextActor", view.nextActor())
                .element("updatedAt", view.updatedAt())
                .element("messages", view.messages())
                .group("lines", lines -> lines(lines, view.lines()));
    }

    private static void lines(SoapWriter out, List<LineView> lines) throws XMLStreamException {
        for (LineView line : lines) {
            out.group(
                    "line",
                    each -> each.element("destination", line.destination())
                            .element("accepted", line.accepted())
                            .element("finished", line.finished())
                            .element("state", line.state())
                            .element("reason", line.reason()));
        }
    }

    private static void exchange(SoapWriter out, ExchangeView view) throws XMLStreamException {
        out.element("exchangeId", view.exchangeId())
                .element("source", view.source())
                .element("id", view.id())
                .element("type", view.type())
                .element("dossier", view.dossier())
                .element("time", view.time())
                .element("acceptedAt", view.acceptedAt())
                .element("digest", view.digest())
                .element("state", view.state())
                .element("mark", view.mark())
                .element("corrects", view.corrects())
                .element("reason", view.reason())
                .element("deadline", view.deadline())
                .group("deliveries", deliveries -> {
                    for (DeliveryView delivery : view.deliveries()) {
                        deliveries.group("delivery", each -> delivery(each, delivery));
                    }
                });
    }

    private static void delivery(SoapWriter out, DeliveryView view) throws XMLStreamException {
        out.element("deliveryId", view.deliveryId())
                .element("destination", view.destination())
                .element("sequence", view.sequence())
                .element("state", view.state())
                .element("attempts", view.attempts())
                .element("code", view.code())
                .element("reason", view.reason())
                .element("reference", view.reference())
                .element("nextAttempt", view.nextAttempt())
                .element("finishedAt", view.finishedAt());
    }

    static SoapWriter.Content pulled(List<Inbox.Leased> leased) {
        return body -> body.root(
                "PullResponse",
                response -> response.group("deliveries", deliveries -> {
                    for (Inbox.Leased each : leased) {
                        deliveries.group("delivery", out -> leased(out, each));
                    }
                }));
    }

    private static void leased(SoapWriter out, Inbox.Leased leased) throws XMLStreamException {
        Delivery delivery = leased.delivery();
        out.element("deliveryId", delivery.deliveryId())
                .element("exchangeId", delivery.exchangeId())
                .element("sequence", delivery.sequence())
                .element("attempt", delivery.attempt())
                .element("leasedUntil", leased.leasedUntil())
                .element("mark", delivery.mark());
        CODEC.toXml(delivery.message(), out.stream());
    }

    static SoapWriter.Content reported() {
        return body -> body.root("ReportOutcomeResponse", nothing -> {});
    }
}
