package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/**
 * The person or organisation a dossier is for. All of it is personal data.
 *
 * @param identityNumber CCCD, CMND or passport number
 * @param taxCode mã số thuế
 * @param portalAccount the national portal's id of the person (TechID)
 */
public record Applicant(
        ApplicantKind kind,
        String fullName,
        @Nullable String identityNumber,
        @Nullable String taxCode,
        @Nullable String organisation,
        @Nullable String address,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String portalAccount) {

    /** Names nobody: personal data stays out of logs. */
    @Override
    public String toString() {
        return "Applicant[" + kind + "]";
    }
}
