package vn.gov.hanoi.hpasc.hub.storage;

/**
 * A role of PostgreSQL and its password.
 *
 * @param user name of the role
 * @param password of the role
 */
record DatabaseLogin(String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseLogin[" + user + "]";
    }
}
