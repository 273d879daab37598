/**
 * Checks the command line, the settings, the configuration files, the data folder and the ports before anything of the hub
 * starts, and tells all that is wrong in one message.
 *
 * <p>Not here: what the settings mean; each stands beside the code that it is for.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.start;

import org.jspecify.annotations.NullMarked;
