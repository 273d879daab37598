package vn.gov.hanoi.hpasc.connectors.spi.parcel;

/** Which parcel is asked for. */
public sealed interface ParcelQuery {

    /** The same for the same question. */
    String key();

    /**
     * By where it lies.
     *
     * @param mapSheet số hiệu tờ bản đồ
     * @param parcelNumber số thứ tự thửa
     */
    record ByPlace(String communeCode, String mapSheet, String parcelNumber) implements ParcelQuery {

        @Override
        public String key() {
            return "place:" + communeCode + "/" + mapSheet + "/" + parcelNumber;
        }
    }

    /** By its unified id, which not every parcel has. */
    record ByUnifiedId(String unifiedId) implements ParcelQuery {

        @Override
        public String key() {
            return "id:" + unifiedId;
        }
    }
}
