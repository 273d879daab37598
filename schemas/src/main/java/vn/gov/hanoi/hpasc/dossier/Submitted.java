package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dossier was taken in. Any point takes any dossier, so the receiving branch says nothing of the handling agency.
 *
 * @param receivingBranch the HPASC branch or ward point that took it in
 * @param handlingAgency who decides, left out where the routing table knows it from the procedure
 * @param dueAt when the result is promised (NgayHenTra)
 * @param summary trích yếu
 * @param parcel for land
 */
public record Submitted(
        Procedure procedure,
        Applicant applicant,
        AgencyCode receivingBranch,
        @Nullable AgencyCode handlingAgency,
        Channel channel,
        Instant submittedAt,
        @Nullable Instant receivedAt,
        @Nullable Instant dueAt,
        @Nullable String summary,
        @Nullable List<DocumentReference> documents,
        @Nullable List<Fee> fees,
        @Nullable Parcel parcel,
        @Nullable List<Alias> aliases,
        @Nullable String note)
        implements MessageData {}
