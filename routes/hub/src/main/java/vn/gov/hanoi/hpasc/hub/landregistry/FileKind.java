package vn.gov.hanoi.hpasc.hub.landregistry;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file show it to be, whatever its host calls it. */
enum FileKind {
    PDF("application/pdf", "%PDF-"),
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    TIFF_LITTLE("image/tiff", "II*\0"),
    TIFF_BIG("image/tiff", "MM\0*"),
    /** Documents of the older Office. */
    OLE("application/msword", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
    /** Documents of the newer Office; what is inside is never unpacked here. */
    ZIP("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u0003\u0004");

    /** How many bytes it takes to tell. */
    static final int LOOK = 8;

    private final String mediaType;
    private final String start;

    FileKind(String mediaType, String start) {
        this.mediaType = mediaType;
        this.start = start;
    }

    String mediaType() {
        return mediaType;
    }

    /** Null when it is none of these. */
    static @Nullable FileKind of(byte[] first) {
        for (FileKind kind : values()) {
            if (new String(first, StandardCharsets.ISO_8859_1).startsWith(kind.start)) {
                return kind;
            }
        }
        return null;
    }

    /** Whether a host may call it so; a host that does not know says nothing, or just bytes. */
    boolean mayBeCalled(@Nullable String declared) {
        if (declared == null) {
            return true;
        }
        String type = declared.replaceAll(";.*$", "").strip().toLowerCase(Locale.ROOT);
        return type.isEmpty()
                || type.equals(mediaType)
                || type.equals("application/octet-stream")
                || type.equals("binary/octet-stream")
                || (type.equals("application/x-pdf") && this == PDF)
                || (type.equals("image/jpg") && this == JPEG);
    }
}
