/**
 * What all departments called over HTTP share: an endpoint each, and what a call that broke down means.
 * from those after.
 *
 * <p>Not here: what is said, and what an answer means.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.departments.http;

import org.jspecify.annotations.NullMarked;
