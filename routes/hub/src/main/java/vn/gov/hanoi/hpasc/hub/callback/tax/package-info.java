/**
 * What the tax office sends through the portal: files of notices, and payment vouchers. A call is kept before anything is
 * decided, nothing of it is understood before its key was compared, and all its rows are taken together or none.
 *
 * <p>Not here: what becomes of a row (tax), and fetching the files that a row links to.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.callback.tax;

import org.jspecify.annotations.NullMarked;
