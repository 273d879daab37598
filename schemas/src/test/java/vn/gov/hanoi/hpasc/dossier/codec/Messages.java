package vn.gov.hanoi.hpasc.dossier.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** Arbitrary messages of all types, made from the records themselves so that a new field is tried without being asked. */
final class Messages extends DomainContextBase {

    private static final List<String> VIETNAMESE = List.of(
            "Nguyễn Thị Minh Nguyệt",
            "Đường Trần Thái Tông",
            "ô ở Ữ ỹ ằ",
            "Hồ sơ đất đai\nTờ 45\tthửa 128",
            "a<b>&\"c'\\",
            "👩‍⚖️ 𠮷",
            "]]>",
            "e\u0301",
            "  hai đầu  ",
            "\u007f\u0085\u2028");

    @Provide
    Arbitrary<DossierMessage> messages() {
        return Arbitraries.of(MessageType.class).flatMap(Messages::ofType);
    }

    static Arbitrary<DossierMessage> ofType(MessageType type) {
        Arbitrary<AgencySource> sources = agencies().map(AgencySource::new);
        Arbitrary<String> ids = Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars("ạ ệ/:")
                .ofMinLength(1)
                .ofMaxLength(60);
        Arbitrary<String> subjects =
                Arbitraries.of("H26.103.25.7-250908-0112", "G09.20-20260609-0092637", "SBN/25 004512 ệ");
        Arbitrary<UUID> corrections = uuids().injectNull(0.7);
        return Combinators.combine(sources, ids, subjects, instants(), corrections, structure(type.dataClass()))
                .as((source, id, subject, time, corrects, data) ->
                        new DossierMessage(source, id, type, subject, time, corrects, (MessageData) data));
    }

    private static Arbitrary<Object> structure(Class<? extends MessageData> record) {
        return structure(
                Shapes.of(Arrays.stream(MessageType.values())
                        .filter(type -> type.dataClass() == record)
                        .findFirst()
                        .orElseThrow()),
                record);
    }

    private static Arbitrary<Object> structure(Shape.Structure shape, Class<?> record) {
        List<Arbitrary<Object>> components = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            boolean required = shape.byName().get(component.getName()).required();
            Arbitrary<Object> values = values(
                    component.getGenericType(),
                    shape.byName().get(component.getName()).shape());
            components.add(required ? values : values.injectNull(0.4));
        }
        return Combinators.combine(components).as(values -> shape.create(values.toArray()));
    }

    @SuppressWarnings("unchecked")
    private static Arbitrary<Object> values(Type type, Shape shape) {
        if (type instanceof ParameterizedType list) {
            Shape.Listing listing = (Shape.Listing) shape;
            return (Arbitrary<Object>) (Arbitrary<?>) values(list.getActualTypeArguments()[0], listing.item())
                    .list()
                    .ofMinSize(listing.least())
                    .ofMaxSize(3);
        }
        return (Arbitrary<Object>) (Arbitrary<?>) leaf((Class<?>) type, shape);
    }

    private static Arbitrary<?> leaf(Class<?> type, Shape shape) {
        if (type == String.class) {
            return texts((Shape.Text) shape);
        }
        if (type == Long.class) {
            return Arbitraries.longs().between(0, 1L << 53);
        }
        if (type == Vnd.class) {
            return Arbitraries.longs().between(0, 1L << 53).map(Vnd::new);
        }
        if (type == Instant.class) {
            return instants();
        }
        if (type == AgencyCode.class) {
            return agencies();
        }
        if (type == ProcedureCode.class) {
            return Arbitraries.of("1.012753", "2.000815.01").map(ProcedureCode::new);
        }
        if (type == UUID.class) {
            return uuids();
        }
        if (type == DossierStatus.class) {
            return Arbitraries.of(DossierStatus.class);
        }
        if (type.isEnum()) {
            return Arbitraries.of(Arrays.asList(type.getEnumConstants()));
        }
        return structure((Shape.Structure) shape, type);
    }

    /** Texts in canonical form that the shape allows. */
    private static Arbitrary<String> texts(Shape.Text shape) {
        if (shape.pattern() != null && shape.collapsed()) {
            return Arbitraries.of("9f".repeat(32), "86.5", "land-office", "HUB-600", "12")
                    .filter(text -> shape.pattern().matcher(text).matches());
        }
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange(' ', '\u017f')
                .withCharRange('\u1ea0', '\u1ef9')
                .withCharRange('\u0300', '\u0303')
                .withChars('\n', '\t', '"', '\\', '<', '&')
                .ofMinLength(1)
                .ofMaxLength(Math.min(30, shape.most()));
        return Arbitraries.oneOf(any, Arbitraries.of(VIETNAMESE))
                .map(Texts::canonical)
                .filter(text -> shape.least() <= text.length() && Texts.length(text) <= shape.most())
                .filter(text ->
                        shape.pattern() == null || shape.pattern().matcher(text).matches());
    }

    static Arbitrary<AgencyCode> agencies() {
        return Arbitraries.of("H26", "H26.01", "H26.13", "H26.103.25.7", "G09.20")
                .map(AgencyCode::new);
    }

    static Arbitrary<Instant> instants() {
        Arbitrary<Integer> nanos = Arbitraries.oneOf(
                Arbitraries.of(0, 500_000_000, 123_000_000, 123_456_000),
                Arbitraries.integers().between(0, 999_999_999));
        return Combinators.combine(Arbitraries.longs().between(-2_208_988_800L, 253_402_300_799L), nanos)
                .as(Instant::ofEpochSecond);
    }

    static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
