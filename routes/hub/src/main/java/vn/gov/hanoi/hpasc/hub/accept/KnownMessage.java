package vn.gov.hanoi.hpasc.hub.accept;

import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;

/**
 * A message that was accepted before.
 *
 * @param digest of what it says
 * @param receipt as it was given
 */
record KnownMessage(MessageDigestV1 digest, Receipt receipt) {}
