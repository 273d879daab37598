/**
 * Departments that implement {@code DossierReceiver} of the exchange's WSDL.
 *
 * <p>Not here: when a call is made, repeated or given up; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.departments.soap;

import org.jspecify.annotations.NullMarked;
