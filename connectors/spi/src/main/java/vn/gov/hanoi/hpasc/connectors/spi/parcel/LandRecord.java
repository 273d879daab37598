package vn.gov.hanoi.hpasc.connectors.spi.parcel;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a land system says of a parcel.
 *
 * @param parcel LA_SpatialUnit
 * @param registration LA_BAUnit; null where it was not asked for
 */
public record LandRecord(SpatialUnit parcel, @Nullable BaUnit registration) {

    /**
     * A parcel.
     *
     * @param areaSquareMetres a decimal number as text, so that no digit is lost
     */
    public record SpatialUnit(
            String communeCode,
            String mapSheet,
            String parcelNumber,
            @Nullable String unifiedId,
            @Nullable String areaSquareMetres,
            @Nullable String landUse,
            @Nullable String address) {}

    /** What is registered of it. */
    public record BaUnit(
            String uid,
            List<Right> rights,
            List<Rrr> restrictions,
            List<Rrr> responsibilities,
            List<AdministrativeSource> sources) {

        public BaUnit {
            rights = List.copyOf(rights);
            restrictions = List.copyOf(restrictions);
            responsibilities = List.copyOf(responsibilities);
            sources = List.copyOf(sources);
        }
    }

    /** LA_Right. */
    public record Right(
            String type,
            @Nullable String share,
            @Nullable LocalDate until,
            @Nullable Party party) {}

    /** LA_Restriction, as a mortgage, or LA_Responsibility. */
    public record Rrr(
            String type,
            @Nullable String description,
            @Nullable LocalDate from,
            @Nullable Party party) {}

    /** LA_Party, by name only: personal data. */
    public record Party(String name, @Nullable String type) {

        /** Names nobody. */
        @Override
        public String toString() {
            return "Party[" + type + "]";
        }
    }

    /** LA_AdministrativeSource: a certificate. */
    public record AdministrativeSource(
            String number,
            @Nullable String registerNumber,
            @Nullable LocalDate acceptance,
            @Nullable String issuer) {}
}
