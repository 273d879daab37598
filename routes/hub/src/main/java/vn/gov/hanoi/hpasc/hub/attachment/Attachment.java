package vn.gov.hanoi.hpasc.hub.attachment;

/**
 * A file.
 *
 * @param sha256 of its bytes, lower-case hex: its name
 * @param size in bytes
 * @param mediaType as whoever brought it said
 */
public record Attachment(String sha256, long size, String mediaType) {}
