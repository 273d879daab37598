/**
 * Bounds what HTTP peers can make the hub hold: connections, time, requests in flight and bytes of bodies; and resolves the
 * client address behind proxies. Works inside Tomcat, below every filter and route.
 *
 * <p>Not here: who may call, and what a request means.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.http;

import org.jspecify.annotations.NullMarked;
