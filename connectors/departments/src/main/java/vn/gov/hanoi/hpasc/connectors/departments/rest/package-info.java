/**
 * Departments that take CloudEvents over a webhook.
 *
 * <p>Not here: when a call is made, repeated or given up; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.departments.rest;

import org.jspecify.annotations.NullMarked;
