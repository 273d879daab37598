/**
 * Simulated departments: one over REST, one over SOAP, one over queues, one that fetches. Each keeps what it received,
 * treats a repeated key as a good receiver does, and misbehaves where its script says so.
 *
 * <p>Not here: any code of the connectors; a wrong mapping there must not be hidden by the same mistake here.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.department;

import org.jspecify.annotations.NullMarked;
