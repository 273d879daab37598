package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFile;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;

/** Papers of a message in the land registry's words, with a mark in the place of each file. */
final class LandPapers {

    private static final Map<String, String> ENDINGS = Map.of(
            "application/pdf", ".pdf",
            "image/jpeg", ".jpg",
            "image/png", ".png",
            "image/tiff", ".tif",
            "application/zip", ".zip",
            "application/msword", ".doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");

    private final LandDossiers dossiers;
    private final List<LandFile> files = new ArrayList<>();
    private final List<String> omitted = new ArrayList<>();

    LandPapers(LandDossiers dossiers) {
        this.dossiers = dossiers;
    }

    ArrayNode of(@Nullable List<DocumentReference> documents) {
        ArrayNode papers = JsonNodeFactory.instance.arrayNode();
        if (documents != null) {
            documents.forEach(document -> paper(papers.addObject(), document));
        }
        return papers;
    }

    private void paper(ObjectNode paper, DocumentReference document) {
        paper.put("TenGiayTo", document.name());
        if (document.sha256() == null) {
            return;
        }
        Optional<LandFile> file = dossiers.file(document.sha256());
        if (file.isEmpty()) {
            omitted.add(document.name());
            return;
        }
        paper.putObject("TapTin").put("name", nameOf(document, file.get())).put("data", LandBody.mark(files.size()));
        files.add(file.get());
    }

    private static String nameOf(DocumentReference document, LandFile file) {
        String type = document.mediaType() == null ? file.mediaType() : document.mediaType();
        String ending = ENDINGS.getOrDefault(type, "");
        return document.name().endsWith(ending) ? document.name() : document.name() + ending;
    }

    /** In the order of their marks. */
    List<LandFile> files() {
        return List.copyOf(files);
    }

    /** Names of papers whose files are not kept here. */
    List<String> omitted() {
        return List.copyOf(omitted);
    }
}
