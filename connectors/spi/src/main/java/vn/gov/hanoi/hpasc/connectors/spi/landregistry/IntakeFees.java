package vn.gov.hanoi.hpasc.connectors.spi.landregistry;

/** Which fees of a submission must be paid before the land registry gets the dossier. */
@FunctionalInterface
public interface IntakeFees {

    /** Whether the fee {@code id} must be paid first. */
    boolean beforeIntake(String id);
}
