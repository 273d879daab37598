package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.AdministrativeSource;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.BaUnit;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Party;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Right;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Rrr;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.SpatialUnit;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.olderland.wire.v1.DangKy;
import vn.gov.hanoi.hpasc.olderland.wire.v1.GiayChungNhan;
import vn.gov.hanoi.hpasc.olderland.wire.v1.Quyen;
import vn.gov.hanoi.hpasc.olderland.wire.v1.RangBuoc;
import vn.gov.hanoi.hpasc.olderland.wire.v1.ThuaDat;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuDangKyResponse;
import vn.gov.hanoi.hpasc.olderland.wire.v1.TraCuuThuaDatResponse;
import vn.gov.hanoi.hpasc.olderland.wire.v1.YeuCau;

/** The older system's words as ours. */
final class OlderLandMapper {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final int LONGEST_CODE = 50;
    private static final int LONGEST = 1000;

    private OlderLandMapper() {}

    /** Says that an answer makes no sense. */
    static final class Senseless extends Exception {

        private static final long serialVersionUID = 1L;

        Senseless(String why) {
            super(why);
        }
    }

    static YeuCau request(ParcelQuery query) {
        YeuCau request = new YeuCau();
        switch (query) {
            case ParcelQuery.ByPlace place -> {
                request.setMaXa(place.communeCode());
                request.setSoHieuToBanDo(place.mapSheet());
                request.setSoThuTuThua(place.parcelNumber());
            }
            case ParcelQuery.ByUnifiedId id -> request.setMaThuaDat(id.unifiedId());
        }
        return request;
    }

    static Optional<LandRecord> parcel(@Nullable TraCuuThuaDatResponse answer, ParcelQuery query) throws Senseless {
        if (answer == null) {
            throw new Senseless("no answer");
        }
        return answer.isTimThay()
                ? Optional.of(new LandRecord(unit(answer.getThuaDat(), query), null))
                : Optional.empty();
    }

    static Optional<LandRecord> registration(@Nullable TraCuuDangKyResponse answer, ParcelQuery query)
            throws Senseless {
        if (answer == null) {
            throw new Senseless("no answer");
        }
        if (!answer.isTimThay()) {
            return Optional.empty();
        }
        DangKy registered = answer.getDangKy();
        if (registered == null) {
            throw new Senseless("found, and no DangKy");
        }
        return Optional.of(new LandRecord(
                unit(answer.getThuaDat(), query),
                new BaUnit(
                        code(registered.getMaDangKy(), "MaDangKy"),
                        registered.getQuyenSuDung().stream()
                                .map(OlderLandMapper::right)
                                .toList(),
                        rrr(registered.getHanChe()),
                        rrr(registered.getNghiaVu()),
                        registered.getGiayChungNhan().stream()
                                .map(OlderLandMapper::source)
                                .toList())));
    }

    private static SpatialUnit unit(@Nullable ThuaDat said, ParcelQuery query) throws Senseless {
        if (said == null) {
            throw new Senseless("found, and no ThuaDat");
        }
        SpatialUnit unit = new SpatialUnit(
                code(said.getMaXa(), "MaXa"),
                code(said.getSoHieuToBanDo(), "SoHieuToBanDo"),
                code(said.getSoThuTuThua(), "SoThuTuThua"),
                text(said.getMaThuaDat()),
                area(said.getDienTich()),
                text(said.getMucDichSuDung()),
                text(said.getDiaChi()));
        boolean asked = switch (query) {
            case ParcelQuery.ByPlace place ->
                place.equals(new ParcelQuery.ByPlace(unit.communeCode(), unit.mapSheet(), unit.parcelNumber()));
            case ParcelQuery.ByUnifiedId id -> id.unifiedId().equals(unit.unifiedId());
        };
        if (!asked) {
            throw new Senseless("another parcel than was asked for");
        }
        return unit;
    }

    private static Right right(Quyen said) {
        return new Right(
                orUnknown(said.getLoaiQuyen()),
                text(said.getTyLe()),
                day(said.getThoiHan()),
                party(said.getTenChu(), said.getLoaiChu()));
    }

    private static List<Rrr> rrr(List<RangBuoc> said) {
        return said.stream()
                .map(one -> new Rrr(
                        orUnknown(one.getLoai()),
                        text(one.getNoiDung()),
                        day(one.getTuNgay()),
                        party(one.getBenNhan(), null)))
                .toList();
    }

    private static AdministrativeSource source(GiayChungNhan said) {
        return new AdministrativeSource(
                orUnknown(said.getSoPhatHanh()),
                text(said.getSoVaoSo()),
                day(said.getNgayCap()),
                text(said.getNoiCap()));
    }

    private static @Nullable Party party(@Nullable String name, @Nullable String kind) {
        String named = text(name);
        return named == null ? null : new Party(named, text(kind));
    }

    private static String code(@Nullable String text, String field) throws Senseless {
        String code = text(text);
        if (code == null || code.length() > LONGEST_CODE) {
            throw new Senseless(field + " is missing or too long");
        }
        return code;
    }

    private static String orUnknown(@Nullable String text) {
        String said = text(text);
        return said == null ? "không rõ" : said;
    }

    private static @Nullable String text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String plain = text.strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    /** 120,5 or 120.5 as 120.5; null when it is no such number. */
    static @Nullable String area(@Nullable String text) {
        String said = text(text);
        if (said == null) {
            return null;
        }
        String plain = said.replace(',', '.')
                .toLowerCase(Locale.ROOT)
                .replace("m2", "")
                .strip();
        return plain.matches("[0-9]{1,12}(\\.[0-9]{1,3})?") ? plain : null;
    }

    static @Nullable LocalDate day(@Nullable String text) {
        try {
            String said = text(text);
            return said == null ? null : LocalDate.parse(said, DAY);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
