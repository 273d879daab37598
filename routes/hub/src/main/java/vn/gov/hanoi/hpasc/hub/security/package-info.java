/**
 * Security events: failed authentication, refused authority and forbidden uses of a protocol, logged and counted.
 *
 * <p>Not here: the decisions themselves, which each check makes where it stands.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.security;

import org.jspecify.annotations.NullMarked;
