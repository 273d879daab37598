package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFile;

/** What is to be done about a message. */
sealed interface LandStep {

    /**
     * To be told.
     *
     * @param body with a mark in the place of each file
     * @param files in the order of their marks
     * @param omitted names of papers whose files are not kept here
     */
    record Call(LandOperation operation, ObjectNode body, List<LandFile> files, List<String> omitted)
            implements LandStep {}

    /** The land registry has no use for it. */
    record Nothing(String why) implements LandStep {}

    /** It cannot be told like this. */
    record Unfit(ErrorCode code, String why) implements LandStep {}
}
