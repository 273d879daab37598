/**
 * Files by content: taken in and handed out as streams, and linked to for partners that fetch them later.
 *
 * <p>Not here: which dossier a file belongs to, beyond its links.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.attachment;

import org.jspecify.annotations.NullMarked;
