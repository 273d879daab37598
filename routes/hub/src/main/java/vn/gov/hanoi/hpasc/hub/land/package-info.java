/**
 * What belongs to land dossiers besides their messages: files that the land registry names by link, fetched with care, and
 * a watch over obligations that wait to be revoked.
 *
 * <p>Not here: the land registry's calls (callback.land), and what goes out to it (its connector).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.land;

import org.jspecify.annotations.NullMarked;
