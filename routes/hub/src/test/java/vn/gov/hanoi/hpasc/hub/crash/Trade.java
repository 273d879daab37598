package vn.gov.hanoi.hpasc.hub.crash;

/** A kind of dossier, by who decides it and how that department takes its messages. */
enum Trade {
    LAND("1.012784", "land-office"),
    CONSTRUCTION("1.013225", "construction"),
    PLANNING("1.008432", "planning"),
    INVESTMENT("1.009645", "finance-investment"),
    /** Not in the routing table: the hub says no. */
    UNHEARD_OF("9.999999", "");

    private final String procedure;
    private final String destination;

    Trade(String procedure, String destination) {
        this.procedure = procedure;
        this.destination = destination;
    }

    String procedure() {
        return procedure;
    }

    String destination() {
        return destination;
    }
}
