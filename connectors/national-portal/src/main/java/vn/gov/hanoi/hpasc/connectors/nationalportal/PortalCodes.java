package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.gov.hanoi.hpasc.dossier.ApplicantKind;
import vn.gov.hanoi.hpasc.dossier.Channel;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;

/**
 * The portal's code lists. Another portal style has other numbers for the same words, so each is a setting.
 *
 * @param applicant LoaiDoiTuong
 * @param channel KenhThucHien
 * @param form HinhThuc; an online dossier came over no counter and by no post, the portal takes 0 for it
 * @param charge LoaiPhiLePhi (not confirmed)
 * @param feeAtIntake HinhThucThu of what is due on submission
 * @param feeAtSupplement HinhThucThu of what is asked for later
 * @param paidNothing DuocThanhToanTrucTuyen where nothing is due
 * @param paidOnline where something was paid through a gateway
 * @param paidElsewhere where something is due and was not
 * @param fromPortal NoiNopHoSo
 * @param fromProvince NoiNopHoSo
 * @param supplementAsked TrangThaiBoSung (not confirmed)
 * @param supplementBrought TrangThaiBoSung (not confirmed)
 */
record PortalCodes(
        @DefaultValue Map<ApplicantKind, String> applicant,
        @DefaultValue Map<Channel, String> channel,
        @DefaultValue Map<Channel, String> form,
        @DefaultValue Map<ChargeKind, String> charge,
        @DefaultValue("1") String feeAtIntake,
        @DefaultValue("2") String feeAtSupplement,
        @DefaultValue("0") String paidNothing,
        @DefaultValue("1") String paidOnline,
        @DefaultValue("3") String paidElsewhere,
        @DefaultValue("1") String fromPortal,
        @DefaultValue("2") String fromProvince,
        @DefaultValue("0") String supplementAsked,
        @DefaultValue("1") String supplementBrought) {

    PortalCodes {
        applicant = filled(
                ApplicantKind.class,
                applicant,
                Map.of(
                        ApplicantKind.CITIZEN, "1",
                        ApplicantKind.BUSINESS, "2",
                        ApplicantKind.STATE_AGENCY, "3",
                        ApplicantKind.OTHER, "4"));
        channel = filled(Channel.class, channel, Map.of(Channel.COUNTER, "1", Channel.ONLINE, "2", Channel.POST, "3"));
        form = filled(Channel.class, form, Map.of(Channel.COUNTER, "0", Channel.ONLINE, "0", Channel.POST, "1"));
        charge = filled(
                ChargeKind.class, charge, Map.of(ChargeKind.FEE, "1", ChargeKind.CHARGE, "2", ChargeKind.TAX, "3"));
    }

    private static <E extends Enum<E>> Map<E, String> filled(
            Class<E> type, Map<E, String> given, Map<E, String> known) {
        Map<E, String> all = new EnumMap<>(type);
        all.putAll(known);
        all.putAll(given);
        return Map.copyOf(all);
    }
}
