/**
 * Files over HTTP: agencies bring and fetch them by their SHA-256, partners fetch one by a link.
 *
 * <p>Not here: where files lie, and who gets a link.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.attachment.http;

import org.jspecify.annotations.NullMarked;
