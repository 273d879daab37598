/**
 * The land registration office's system, played: VBDLIS and its variant iLIS as the one-stop calls them, and a clerk who
 * calls back.
 *
 * <p>Not here: the older land systems that speak SOAP, and tax.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.landregistry;

import org.jspecify.annotations.NullMarked;
