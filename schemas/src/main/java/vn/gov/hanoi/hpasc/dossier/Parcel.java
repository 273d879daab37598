package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/**
 * A parcel of land (LA_SpatialUnit of ISO 19152). Its key is commune code + map sheet + parcel number.
 *
 * @param mapSheet số hiệu tờ bản đồ
 * @param parcelNumber số thứ tự thửa
 * @param unifiedId never the only key
 * @param areaSquareMetres a decimal number as text, so that no digit is lost
 */
public record Parcel(
        String communeCode,
        String mapSheet,
        String parcelNumber,
        @Nullable String unifiedId,
        @Nullable String areaSquareMetres,
        @Nullable String address) {}
