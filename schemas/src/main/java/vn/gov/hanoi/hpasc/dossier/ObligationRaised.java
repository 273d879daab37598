package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The dossier owes a fee, a charge or a tax; the clock pauses until it is settled.
 *
 * @param obligationId the raiser's own, unique within the dossier
 * @param notice number of the notice or decision
 */
public record ObligationRaised(
        String obligationId,
        ChargeKind kind,
        String name,
        Vnd amount,
        @Nullable Instant dueAt,
        @Nullable String notice,
        @Nullable Payee payee,
        @Nullable String payer)
        implements MessageData {}
