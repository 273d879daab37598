package vn.gov.hanoi.hpasc.benchmark.load;

/**
 * One message to send.
 *
 * @param dossier running number of its dossier in this round, from 0
 * @param step its place among the messages of its dossier, from 0
 * @param id its CloudEvents id
 * @param body all of it, as sent
 */
record Message(int dossier, int step, String id, byte[] body) {}
