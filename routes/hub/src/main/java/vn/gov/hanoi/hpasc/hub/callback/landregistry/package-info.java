/**
 * What the land registry calls: each operation of its table becomes canonical messages in the land registration office's
 * name, accepted like any other. Nothing is read before it is known that the land registry calls.
 *
 * <p>Not here: what goes out to the land registry (its connector), and the fetching of the files it names (land).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import org.jspecify.annotations.NullMarked;
