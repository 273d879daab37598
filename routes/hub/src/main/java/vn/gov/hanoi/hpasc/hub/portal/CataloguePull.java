package vn.gov.hanoi.hpasc.hub.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.portal.StoredCatalogue.Kind;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.ProcedureRule;

/** Pulls the national catalogue into PostgreSQL, and says what of it the routing table does not go with. */
public final class CataloguePull {

    private static final Logger LOG = LoggerFactory.getLogger(CataloguePull.class);

    private final NationalPortal portal;
    private final StoredCatalogue catalogue;
    private final RoutingTable routing;
    private final boolean all;

    CataloguePull(NationalPortal portal, StoredCatalogue catalogue, RoutingTable routing, boolean all) {
        this.portal = portal;
        this.catalogue = catalogue;
        this.routing = routing;
        this.all = all;
    }

    /** Pulls everything; gives what breaks routing.yaml. */
    public synchronized List<String> pull() throws DestinationUnavailable, PortalSilent {
        List<PortalProcedure.Entry> listed = portal.procedures();
        if (listed.isEmpty()) {
            throw new PortalSilent(
                    vn.gov.hanoi.hpasc.connectors.spi.ErrorCode.SENSELESS_ANSWER, "the catalogue is empty");
        }
        catalogue.keepAll(Kind.LISTED, listed);
        catalogue.keepAll(Kind.AGENCY, portal.agencies());
        catalogue.keepAll(Kind.SECTOR, portal.sectors());
        Set<String> codes = listed.stream().map(PortalProcedure.Entry::code).collect(Collectors.toSet());
        List<String> findings = new ArrayList<>();
        for (ProcedureRule rule : routing.procedures()) {
            check(rule, codes, findings);
        }
        if (all) {
            fetchOthers(codes);
        }
        catalogue.pulled(findings);
        findings.forEach(finding -> LOG.atWarn()
                .addKeyValue("event", "portal.catalogue-breaks-routing")
                .addKeyValue("finding", finding)
                .log("the national catalogue and routing.yaml do not agree"));
        return findings;
    }

    private void check(ProcedureRule rule, Set<String> listed, List<String> findings)
            throws DestinationUnavailable, PortalSilent {
        String code = rule.code().value();
        PortalProcedure procedure =
                listed.contains(code) ? portal.procedure(rule.code()).orElse(null) : null;
        if (procedure == null) {
            catalogue.gone(code);
            findings.add("procedure " + code + " is not in the national catalogue any more");
            return;
        }
        catalogue.keep(procedure);
        if (procedure.sectors().isEmpty()) {
            findings.add("procedure " + code + " has no sector in the national catalogue");
        }
        if (!procedure.agencies().isEmpty()
                && procedure.agencies().stream().noneMatch(agency -> handles(agency, rule))) {
            findings.add("procedure " + code + " is handled by "
                    + procedure.agencies().stream()
                            .map(PortalProcedure.Entry::code)
                            .toList()
                    + " in the national catalogue, by " + rule.handlingAgencies() + " in routing.yaml");
        }
        procedure.fees().stream()
                .filter(fee -> fee.refused() != null)
                .forEach(fee -> LOG.atInfo()
                        .addKeyValue("event", "portal.catalogue-amount-refused")
                        .addKeyValue("procedure", code)
                        .addKeyValue("fee", fee.code())
                        .addKeyValue("text", fee.refused())
                        .log("an amount in the national catalogue is none"));
    }

    private static boolean handles(PortalProcedure.Entry agency, ProcedureRule rule) {
        try {
            return rule.allows(new AgencyCode(agency.code()));
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
    }

    private void fetchOthers(Set<String> codes) throws DestinationUnavailable, PortalSilent {
        for (String code : codes) {
            ProcedureCode procedure;
            try {
                procedure = new ProcedureCode(code);
            } catch (IllegalArgumentException odd) {
                continue;
            }
            if (routing.procedure(procedure).isEmpty()) {
                portal.procedure(procedure).ifPresent(catalogue::keep);
            }
        }
    }
}
