package vn.gov.hanoi.hpasc.hub.ingress.soap;

import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.AdministrativeSource;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.BaUnit;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Party;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Right;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Rrr;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.SpatialUnit;
import vn.gov.hanoi.hpasc.hub.parcel.Parcels;

/** Answers about land in the elements of the contract, in its order. */
final class ParcelAnswers {

    private ParcelAnswers() {}

    static SoapWriter.Content parcel(Parcels.Answer answer) {
        return body -> body.root("getParcelResponse", response -> {
            source(response, answer);
            unit(response, answer.land().parcel());
        });
    }

    static SoapWriter.Content registration(Parcels.Answer answer) {
        return body -> body.root("getRegistrationResponse", response -> {
            source(response, answer);
            response.group("LA_BAUnit", out -> registered(out, answer.land()));
        });
    }

    private static void source(SoapWriter out, Parcels.Answer answer) throws XMLStreamException {
        out.group(
                "source",
                source -> source.element("asOf", answer.asOf())
                        .element("ageSeconds", answer.age().toSeconds())
                        .element("cached", answer.cached())
                        .element("stale", answer.stale()));
    }

    private static void unit(SoapWriter out, SpatialUnit unit) throws XMLStreamException {
        out.group(
                "LA_SpatialUnit",
                each -> each.element("communeCode", unit.communeCode())
                        .element("mapSheet", unit.mapSheet())
                        .element("parcelNumber", unit.parcelNumber())
                        .element("unifiedId", unit.unifiedId())
                        .element("areaSquareMetres", unit.areaSquareMetres())
                        .element("landUse", unit.landUse())
                        .element("address", unit.address()));
    }

    private static void registered(SoapWriter out, LandRecord land) throws XMLStreamException {
        BaUnit registration = Objects.requireNonNull(land.registration());
        out.element("uid", registration.uid());
        unit(out, land.parcel());
        for (Right right : registration.rights()) {
            out.group("LA_Right", each -> {
                each.element("type", right.type())
                        .element("share", right.share())
                        .element("until", right.until());
                party(each, right.party());
            });
        }
        for (Rrr restriction : registration.restrictions()) {
            out.group("LA_Restriction", each -> rrr(each, restriction));
        }
        for (Rrr responsibility : registration.responsibilities()) {
            out.group("LA_Responsibility", each -> rrr(each, responsibility));
        }
        for (AdministrativeSource source : registration.sources()) {
            out.group(
                    "LA_AdministrativeSource",
                    each -> each.element("number", source.number())
                            .element("registerNumber", source.registerNumber())
                            .element("acceptance", source.acceptance())
                            .element("issuer", source.issuer()));
        }
    }

    private static void rrr(SoapWriter out, Rrr rrr) throws XMLStreamException {
        out.element("type", rrr.type())
                .element("description", rrr.description())
                .element("from", rrr.from());
        party(out, rrr.party());
    }

    private static void party(SoapWriter out, @Nullable Party party) throws XMLStreamException {
        if (party != null) {
            out.group("LA_Party", each -> each.element("name", party.name()).element("type", party.type()));
        }
    }
}
