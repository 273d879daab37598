package vn.gov.hanoi.hpasc.connectors.spi;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every error the hub can tell anyone, with one number on every wire: {@code HUB-nnn} in problem+json, in the SOAP fault
 * and in the refusal on the queue.
 *
 * <p>1xx the message itself, 2xx who sends it, 3xx what it speaks of, 4xx what is already so, 5xx the hub, 6xx a
 * destination.
 */
public enum ErrorCode {
    MALFORMED(100, Origin.CALLER, 400, "Nội dung không đọc được: {0}", "The body cannot be read: {0}"),
    INVALID_ENVELOPE(101, Origin.CALLER, 400, "Phong bì thông điệp không hợp lệ", "The message envelope is invalid"),
    INVALID_DATA(
            102,
            Origin.CALLER,
            422,
            "Dữ liệu thông điệp không đúng lược đồ",
            "The message data does not follow its schema"),
    UNKNOWN_TYPE(
            103,
            Origin.CALLER,
            422,
            "Loại thông điệp không được hỗ trợ: {0}",
            "The message type is not supported: {0}"),
    TIME_AHEAD(
            104,
            Origin.CALLER,
            422,
            "Thời điểm của thông điệp vượt quá hiện tại hơn 5 phút",
            "The time of the message is more than 5 minutes ahead"),
    FORBIDDEN_CHARACTER(
            105,
            Origin.CALLER,
            400,
            "Nội dung chứa ký tự bị cấm U+0000",
            "The body contains the forbidden character U+0000"),
    DUPLICATE_KEY(106, Origin.CALLER, 400, "Một trường xuất hiện hai lần: {0}", "A field appears twice: {0}"),
    TOO_DEEP(107, Origin.CALLER, 400, "Nội dung lồng quá sâu", "The body is nested too deeply"),
    TOO_LARGE(
            108,
            Origin.CALLER,
            413,
            "Nội dung lớn hơn giới hạn {0} byte",
            "The body is larger than the limit of {0} bytes"),
    UNSUPPORTED_MEDIA_TYPE(
            109, Origin.CALLER, 415, "Kiểu nội dung không được hỗ trợ: {0}", "The content type is not supported: {0}"),
    FORBIDDEN_XML(
            110,
            Origin.CALLER,
            400,
            "XML chứa DTD hoặc thực thể, không được phép",
            "The XML contains a DTD or an entity, which is not allowed"),
    TOO_MANY_ITEMS(111, Origin.CALLER, 413, "Một lô có nhiều nhất {0} thông điệp", "A batch has at most {0} messages"),
    WRONG_ENCODING(112, Origin.CALLER, 400, "Nội dung không phải UTF-8 hợp lệ", "The body is not valid UTF-8"),
    INVALID_PARAMETER(113, Origin.CALLER, 400, "Tham số không hợp lệ: {0}", "The parameter is not valid: {0}"),
    METHOD_NOT_ALLOWED(
            114,
            Origin.CALLER,
            405,
            "Phương thức không được hỗ trợ ở địa chỉ này",
            "The method is not supported at this address"),
    MISDIRECTED(
            115,
            Origin.CALLER,
            421,
            "Yêu cầu gửi tới tên máy chủ không thuộc trục tích hợp",
            "The request is for a host that is not this one"),
    REQUEST_TIMEOUT(
            116,
            Origin.CALLER,
            408,
            "Yêu cầu không được gửi xong trong thời hạn",
            "The request was not sent completely in time"),
    PREDECESSOR_REFUSED(
            120,
            Origin.CALLER,
            422,
            "Thông điệp trước của cùng hồ sơ trong lô đã bị từ chối",
            "An earlier message of the same dossier in this batch was refused"),
    UNAUTHENTICATED(200, Origin.CALLER, 401, "Thiếu hoặc sai thông tin xác thực", "Credentials are missing or wrong"),
    TOKEN_EXPIRED(
            201,
            Origin.CALLER,
            401,
            "Mã thông báo đã hết hạn hoặc chưa có hiệu lực",
            "The token has expired or is not valid yet"),
    UNKNOWN_AGENCY(202, Origin.CALLER, 401, "Cơ quan gửi không được đăng ký", "The calling agency is not registered"),
    FOREIGN_SOURCE(
            203,
            Origin.CALLER,
            403,
            "Nguồn thông điệp không phải cơ quan đã xác thực",
            "The source of the message is not the authenticated agency"),
    NOT_GRANTED(
            204,
            Origin.CALLER,
            403,
            "Cơ quan không được phép gửi loại thông điệp này: {0}",
            "The agency may not send this type of message: {0}"),
    NOT_YOURS(
            205,
            Origin.CALLER,
            403,
            "Cơ quan không được phép xem hoặc thay đổi đối tượng này",
            "The agency may not see or change this"),
    FOREIGN_ORIGIN(
            209,
            Origin.CALLER,
            403,
            "Yêu cầu xuất phát từ trang của nguồn khác",
            "The request comes from a page of another origin"),
    NOT_FOUND(300, Origin.CALLER, 404, "Không tìm thấy", "Not found"),
    UNKNOWN_PROCEDURE(
            301,
            Origin.CALLER,
            422,
            "Thủ tục chưa có trong bảng định tuyến: {0}",
            "The procedure is not in the routing table: {0}"),
    WRONG_HANDLING_AGENCY(
            302,
            Origin.CALLER,
            422,
            "Thủ tục này do cơ quan khác giải quyết: {0}",
            "Another agency handles this procedure: {0}"),
    UNKNOWN_DOSSIER(
            303,
            Origin.CALLER,
            422,
            "Hồ sơ không được đăng ký trong thời hạn chờ",
            "The dossier was not registered within the waiting time"),
    NOT_SEALED_YET(304, Origin.CALLER, 404, "Bản ghi chưa được niêm phong", "The entry is not sealed yet"),
    UNKNOWN_OBLIGATION(
            305, Origin.CALLER, 422, "Hồ sơ không có nghĩa vụ tài chính này: {0}", "The dossier has no obligation {0}"),
    NO_MERCHANT(
            306,
            Origin.CALLER,
            422,
            "Hồ sơ này không thanh toán được qua cổng {0}",
            "The dossier cannot be paid through the gateway {0}"),
    NO_RECEIPT(307, Origin.CALLER, 404, "Không có biên lai: {0}", "There is no receipt document: {0}"),
    KEY_CONFLICT(
            400,
            Origin.CALLER,
            409,
            "Cùng nguồn và id nhưng nội dung khác với lần đã nhận",
            "Same source and id as an accepted message, but other content"),
    ILLEGAL_MOVE(
            401,
            Origin.CALLER,
            409,
            "Hồ sơ đang ở trạng thái {0}, không thể chuyển sang {1}",
            "The dossier is in status {0} and cannot move to {1}"),
    DOSSIER_EXISTS(
            402,
            Origin.CALLER,
            409,
            "Hồ sơ này đã được đăng ký bởi thông điệp khác",
            "The dossier was already registered by another message"),
    ALIAS_TAKEN(
            403,
            Origin.CALLER,
            409,
            "Mã khác này đã thuộc về hồ sơ khác: {0}",
            "This alias belongs to another dossier: {0}"),
    NOTHING_TO_CORRECT(
            404,
            Origin.CALLER,
            409,
            "Thông điệp được đính chính không có lần chuyển nào bị từ chối",
            "The message to be corrected has no refused delivery"),
    LEASE_LOST(
            405,
            Origin.CALLER,
            409,
            "Lần chuyển này không còn được giao cho cơ quan",
            "The delivery is no longer leased to the agency"),
    OUTCOME_CONFLICT(406, Origin.CALLER, 409, "Kết quả khác đã được ghi nhận", "Another outcome is already recorded"),
    ILLEGAL_STATE(
            407,
            Origin.CALLER,
            409,
            "Thao tác không áp dụng được ở trạng thái hiện tại: {0}",
            "The operation does not apply in the current state: {0}"),
    NOTHING_DUE(408, Origin.CALLER, 409, "Không còn khoản nào phải nộp: {0}", "Nothing is due any more: {0}"),
    REQUEST_CONFLICT(
            409,
            Origin.CALLER,
            409,
            "Cùng Idempotency-Key nhưng nội dung khác với lần đã nhận",
            "Same Idempotency-Key as an earlier request, but other content"),
    TOO_MANY_REQUESTS(429, Origin.CALLER, 429, "Quá nhiều yêu cầu", "Too many requests"),
    INTERNAL(500, Origin.HUB, 500, "Lỗi nội bộ của trục tích hợp", "Internal error of the hub"),
    STORE_UNAVAILABLE(
            501,
            Origin.HUB,
            503,
            "Cơ sở dữ liệu tạm thời không sẵn sàng; hãy gửi lại cùng id",
            "The database is unavailable for now; send again with the same id"),
    OVERLOADED(
            502,
            Origin.HUB,
            503,
            "Trục tích hợp đang quá tải; hãy gửi lại cùng id",
            "The hub is overloaded; send again with the same id"),
    NOT_CONFIRMED_IN_TIME(
            503,
            Origin.HUB,
            503,
            "Chưa xác nhận kịp; hãy gửi lại cùng id để biết kết quả",
            "Not confirmed in time; send again with the same id to learn the result"),
    BROKER_UNAVAILABLE(
            504, Origin.HUB, 503, "Hàng đợi tạm thời không sẵn sàng", "The message broker is unavailable for now"),
    DESTINATION_REFUSED(600, Origin.DESTINATION, 422, "Hệ thống nhận từ chối: {0}", "The destination refused: {0}"),
    DESTINATION_CONFLICT(
            601,
            Origin.DESTINATION,
            409,
            "Hệ thống nhận báo xung đột: {0}",
            "The destination reported a conflict: {0}"),
    UNFIT_FOR_DESTINATION(
            602,
            Origin.DESTINATION,
            422,
            "Thiếu hoặc không khớp dữ liệu mà hệ thống nhận yêu cầu: {0}",
            "What the destination requires is missing or does not fit: {0}"),
    WAITS_FOR_PAYMENT(
            603,
            Origin.DESTINATION,
            422,
            "Còn khoản phải nộp trước khi hệ thống nhận tiếp nhận: {0}",
            "Fees must be paid before the destination takes it in: {0}"),
    CONNECTION_REFUSED(
            610,
            Origin.DESTINATION,
            503,
            "Không kết nối được tới hệ thống nhận",
            "The destination cannot be connected to"),
    DESTINATION_ERROR(
            611, Origin.DESTINATION, 503, "Hệ thống nhận báo lỗi: {0}", "The destination reported an error: {0}"),
    DESTINATION_DENIED_US(
            612,
            Origin.DESTINATION,
            503,
            "Hệ thống nhận không chấp nhận thông tin xác thực của trục",
            "The destination did not accept the hub's credentials"),
    DESTINATION_BUSY(613, Origin.DESTINATION, 503, "Hệ thống nhận đang quá tải", "The destination is busy"),
    BREAKER_OPEN(
            614, Origin.DESTINATION, 503, "Đang tạm ngừng gọi hệ thống nhận", "Calls to the destination are paused"),
    NO_ANSWER_IN_TIME(
            620, Origin.DESTINATION, 504, "Hệ thống nhận không trả lời kịp", "The destination did not answer in time"),
    CONNECTION_LOST(
            621, Origin.DESTINATION, 504, "Mất kết nối sau khi đã gửi", "The connection was lost after sending"),
    SENSELESS_ANSWER(
            622,
            Origin.DESTINATION,
            502,
            "Câu trả lời của hệ thống nhận không hiểu được: {0}",
            "The destination's answer makes no sense: {0}"),
    POISON(
            630,
            Origin.DESTINATION,
            422,
            "Thông điệp thất bại nhiều lần trong khi hệ thống nhận vẫn hoạt động",
            "The message failed repeatedly while the destination was working"),
    REFUSED_BY_OPERATOR(631, Origin.HUB, 422, "Cán bộ vận hành từ chối chuyển: {0}", "Refused by an operator: {0}");

    /** Whose the error is. */
    public enum Origin {
        CALLER,
        HUB,
        DESTINATION
    }

    private static final Map<String, ErrorCode> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::wire, Function.identity()));

    private final int number;
    private final Origin origin;
    private final int httpStatus;
    private final String vietnamese;
    private final String english;

    ErrorCode(int number, Origin origin, int httpStatus, String vietnamese, String english) {
        this.number = number;
        this.origin = origin;
        this.httpStatus = httpStatus;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** The code whose {@link #wire()} is {@code wire}; empty when there is none. */
    public static Optional<ErrorCode> fromWire(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    /** {@code HUB-nnn}. */
    public String wire() {
        return "HUB-" + number;
    }

    public Origin origin() {
        return origin;
    }

    /** The status with which the hub's own HTTP answers carry it. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same may be taken at another time: the hub has no room, or the sender has used up its share. */
    public boolean temporary() {
        return httpStatus / 100 == 5 || this == TOO_MANY_REQUESTS;
    }

    /** The message in Vietnamese when {@code language} says so, else in English, with {@code arguments} filled in. */
    public String message(Locale language, Object... arguments) {
        String pattern = language.getLanguage().equals("vi") ? vietnamese : english;
        return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT).format(arguments);
    }
}
