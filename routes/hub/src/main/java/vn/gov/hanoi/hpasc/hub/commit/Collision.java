package vn.gov.hanoi.hpasc.hub.commit;

/** Another transaction was in the way: nothing is written, and the same again will see what it wrote. */
public class Collision extends Exception {

    private static final long serialVersionUID = 1L;

    protected Collision(String over) {
        super(over, null, false, false);
    }
}
