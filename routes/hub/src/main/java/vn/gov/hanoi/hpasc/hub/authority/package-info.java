/**
 * Authority over a dossier: which relations an agency has to it, and which types of message each relation may send.
 *
 * <p>Not here: who a caller is, and what a message does to the dossier once it may be sent.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.authority;

import org.jspecify.annotations.NullMarked;
