package vn.gov.hanoi.hpasc.simulators.landregistry;

/** A file that came with a call; its bytes are not kept. */
public record LandFile(String name, long size, String sha256) {}
