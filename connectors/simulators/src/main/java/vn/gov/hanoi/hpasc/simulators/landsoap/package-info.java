/**
 * A land system of the older generation: parcels from a file, asked for over SOAP 1.1, slow, down and talking nonsense when
 * it is told to.
 *
 * <p>Not here: VBDLIS and iLIS.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.landsoap;

import org.jspecify.annotations.NullMarked;
