package vn.gov.hanoi.hpasc.hub.ingress;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.BaUnit;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Party;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.Right;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.SpatialUnit;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.hub.parcel.Parcels;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Knows one parcel, sheet 12 number 345, an hour old. */
public final class FakeParcels implements Parcels {

    private final AtomicReference<@Nullable ParcelQuery> asked = new AtomicReference<>();
    private volatile boolean away;

    /** The newest question. */
    public @Nullable ParcelQuery asked() {
        return asked.get();
    }

    public void away(boolean now) {
        away = now;
    }

    @Override
    public Answer ask(Subject subject, ParcelQuery query) {
        asked.set(query);
        if (away) {
            throw new Refusal(Problem.of(ErrorCode.BREAKER_OPEN).retryAfter(Duration.ofSeconds(30)));
        }
        if (query instanceof ParcelQuery.ByPlace place && !place.parcelNumber().equals("345")) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        LandRecord land = new LandRecord(
                new SpatialUnit("00004", "12", "345", "010004001200345", "86.5", "Đất ở <đô thị>", null),
                new BaUnit(
                        "DK-1",
                        List.of(new Right("Quyền sử dụng đất", "1/2", null, new Party("Nguyễn Văn An", "Cá nhân"))),
                        List.of(),
                        List.of(),
                        List.of()));
        return new Answer(land, IngressStack.NOW.minusSeconds(3600), Duration.ofHours(1), true, true);
    }
}
