package vn.gov.hanoi.hpasc.dossier;

/**
 * Another code of the same dossier in some other system.
 *
 * @param system short name of that system, as in {@code land-registry}
 * @param code the code there, as the land registry's SoBienNhan
 */
public record Alias(String system, String code) {}
