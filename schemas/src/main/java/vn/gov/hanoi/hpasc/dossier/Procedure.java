package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/**
 * The administrative procedure a dossier asks for.
 *
 * @param name what the sender calls it, the catalogue's name wins where one is known
 */
public record Procedure(ProcedureCode code, @Nullable String name) {}
