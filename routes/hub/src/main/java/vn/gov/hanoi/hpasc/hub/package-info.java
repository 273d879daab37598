/** The hub: one application, one package for each stage of the way of a message. */
@NullMarked
package vn.gov.hanoi.hpasc.hub;

import org.jspecify.annotations.NullMarked;
