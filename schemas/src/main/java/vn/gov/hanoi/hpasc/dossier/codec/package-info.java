/**
 * Reads and writes messages, as JSON and as XML, and makes their digest; what may be read is said by the JSON Schemas
 * under {@code schemas/exchange/v1}, from which the readers are compiled at start.
 *
 * <p>Not here: who may send a message, and whether it fits the dossier.
 */
@NullMarked
package vn.gov.hanoi.hpasc.dossier.codec;

import org.jspecify.annotations.NullMarked;
