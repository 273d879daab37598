package vn.gov.hanoi.hpasc.simulators.landregistry;

import java.util.Arrays;
import java.util.Optional;

/** What the one-stop can ask of the land registry, by the names both systems have for it. */
public enum LandOperation {
    INTAKE("tiep-nhan", "tiepnhan", "TiepNhanHoSo"),
    SUPPLEMENT("bo-sung", "capnhattrangthaibosunghoso", "BoSungHoSo"),
    RETURN("tra-ket-qua", "capnhattrangthaitraketquahoso", "CapNhatTrangThaiHoSo"),
    FEEDBACK("phan-hoi-sai-ket-qua", "phanhoihososaiketqua", "phanhoihososaiketqua");

    private final String contract;
    private final String vbdlis;
    private final String ilis;

    LandOperation(String contract, String vbdlis, String ilis) {
        this.contract = contract;
        this.vbdlis = vbdlis;
        this.ilis = ilis;
    }

    String contract() {
        return contract;
    }

    /** The last part of its address. */
    public String at(LandFlavour flavour) {
        return flavour == LandFlavour.VBDLIS ? vbdlis : ilis;
    }

    static Optional<LandOperation> of(LandFlavour flavour, String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return Arrays.stream(values())
                .filter(operation -> operation.at(flavour).equals(last))
                .findFirst();
    }
}
