package vn.gov.hanoi.hpasc.connectors.spi.landregistry;

import java.util.Optional;

/** The hub's side: dossiers and files for the land registry. */
public interface LandDossiers {

    /** What is known of a dossier now; nothing but its code when nobody registered it. */
    LandFacts facts(String code);

    /** The file of that name; empty when it is not kept here. */
    Optional<LandFile> file(String sha256);
}
