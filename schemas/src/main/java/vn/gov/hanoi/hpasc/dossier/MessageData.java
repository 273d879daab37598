package vn.gov.hanoi.hpasc.dossier;

/** The data of a message: one record for each {@link MessageType}. */
public sealed interface MessageData
        permits Submitted,
                Progressed,
                SupplementRequested,
                Supplemented,
                ObligationRaised,
                PaymentConfirmed,
                PaymentRefunded,
                Resolved,
                Returned,
                Withdrawn,
                Reopened,
                RevocationRequested,
                Revoked,
                DeliveryRefused,
                DeliveryParked {}
