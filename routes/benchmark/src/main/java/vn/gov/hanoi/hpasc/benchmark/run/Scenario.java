package vn.gov.hanoi.hpasc.benchmark.run;

/** What is measured. */
enum Scenario {
    /** Accepting 2 KB over REST: how many answers a second, and how soon each comes. */
    S1("accept 2 KB over REST"),
    /** REST in, REST out: how many messages a second reach the sink, and how long each is under way. */
    S2("REST in, REST out");

    private final String description;

    Scenario(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
