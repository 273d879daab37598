package vn.gov.hanoi.hpasc.connectors.landregistry;

/** What can be told to the land registry: its four operations, by the names both systems have for them, and nothing. */
enum LandOperation {
    INTAKE("tiepnhan", "TiepNhanHoSo"),
    SUPPLEMENT("capnhattrangthaibosunghoso", "BoSungHoSo"),
    RETURN("capnhattrangthaitraketquahoso", "CapNhatTrangThaiHoSo"),
    FEEDBACK("phanhoihososaiketqua", "phanhoihososaiketqua"),
    /** No operation fits: the message is nothing to the land registry. */
    NOTHING("", "");

    private final String vbdlis;
    private final String ilis;

    LandOperation(String vbdlis, String ilis) {
        this.vbdlis = vbdlis;
        this.ilis = ilis;
    }

    /** Its address below the endpoint. */
    String at(LandRegistryProperties.Flavour system) {
        return switch (system) {
            case VBDLIS -> vbdlis;
            case ILIS -> ilis;
        };
    }
}
