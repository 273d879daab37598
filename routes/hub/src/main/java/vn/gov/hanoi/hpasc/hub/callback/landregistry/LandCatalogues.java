package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** The catalogues that the land registry pulls from us: with their codes it then calls. */
@Component
class LandCatalogues {

    private static final String SECTOR = "land";

    private final RoutingTable routing;
    private final LandCallbackProperties properties;

    LandCatalogues(RoutingTable routing, LandCallbackProperties properties) {
        this.routing = routing;
        this.properties = properties;
    }

    /** An answer with a catalogue. */
    record Catalogue(
            @JsonProperty("Result") int result,
            @JsonProperty("Message") String message,
            @JsonProperty("Data") List<Line> data) {}

    /** One line of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @JsonProperty("Ma") String code,
            @JsonProperty("Ten") String name,
            @JsonProperty("ChucVu") @Nullable String title,
            @JsonProperty("DonVi") @Nullable String unit) {

        static Line of(String code, String name) {
            return new Line(code, name, null, null);
        }
    }

    Catalogue of(LandOperation operation) {
        List<Line> lines = switch (operation) {
            case DANH_MUC_NGUOI_DUNG -> officers();
            case DANH_MUC_THU_TUC -> procedures();
            case DANH_MUC_TRANG_THAI -> statuses();
            default -> throw new IllegalStateException(operation + " is no catalogue");
        };
        return new Catalogue(1, "Thành công", lines);
    }

    private List<Line> officers() {
        return properties.officers().entrySet().stream()
                .map(officer -> new Line(
                        officer.getKey(),
                        officer.getValue().name(),
                        officer.getValue().title(),
                        officer.getValue().unit()))
                .sorted(Comparator.comparing(Line::code))
                .toList();
    }

    private List<Line> procedures() {
        return routing.procedures().stream()
                .filter(procedure -> procedure.sector().equals(SECTOR))
                .map(procedure -> Line.of(procedure.code().value(), procedure.vietnameseName()))
                .sorted(Comparator.comparing(Line::code))
                .toList();
    }

    private List<Line> statuses() {
        List<Line> lines = new ArrayList<>(Arrays.stream(DossierStatus.values())
                .map(status -> Line.of(Integer.toString(status.number()), status.vietnamese()))
                .toList());
        properties.statuses().entrySet().stream()
                .map(own ->
                        Line.of(own.getKey(), DossierStatus.of(own.getValue()).vietnamese()))
                .sorted(Comparator.comparing(Line::code))
                .forEach(lines::add);
        return lines;
    }
}
