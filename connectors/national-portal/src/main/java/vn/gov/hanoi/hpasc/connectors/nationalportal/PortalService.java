package vn.gov.hanoi.hpasc.connectors.nationalportal;

/** The operations of the adapter, by their names in the contract. */
enum PortalService {
    PUSH("DongBoHoSoMC", true),
    PROGRESS("CapNhatTienDoHoSoMC", true),
    LOOK_UP("TraCuuHoSo", false),
    PROCEDURES("LayDanhSachTTHC", false),
    PROCEDURE("LayThuTuc", false),
    AGENCIES("LayDanhMucCoQuan", false),
    SECTORS("LayDanhMucLinhVuc", false);

    private final String wire;
    private final boolean push;

    PortalService(String wire, boolean push) {
        this.wire = wire;
        this.push = push;
    }

    String wire() {
        return wire;
    }

    /** Whether it brings something, rather than fetches. */
    boolean push() {
        return push;
    }
}
