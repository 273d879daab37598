package vn.gov.hanoi.hpasc.dossier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The status of a dossier (TrangThaiHoSo), numbered 1 to 10 as the national portal, the one-stop systems and the land
 * registry number it. Which status may follow which is not said here but in the hub's life cycle.
 */
public enum DossierStatus {
    REGISTERED(1, "Mới đăng ký", "newly registered"),
    ACCEPTED(2, "Được tiếp nhận", "accepted"),
    NOT_ACCEPTED(3, "Không được tiếp nhận", "not accepted"),
    IN_PROCESS(4, "Đang xử lý", "in process"),
    SUPPLEMENT_REQUESTED(5, "Yêu cầu bổ sung giấy tờ", "supplement requested"),
    OBLIGATION_REQUESTED(6, "Yêu cầu thực hiện nghĩa vụ tài chính", "financial obligation requested"),
    WITHDRAWN(7, "Công dân yêu cầu rút hồ sơ", "withdrawn by the citizen"),
    STOPPED(8, "Dừng xử lý", "processing stopped"),
    PROCESSED(9, "Đã xử lý xong", "processed"),
    RESULT_RETURNED(10, "Đã trả kết quả", "result returned");

    private static final DossierStatus[] BY_NUMBER = values();

    private final int number;
    private final String vietnamese;
    private final String english;

    DossierStatus(int number, String vietnamese, String english) {
        this.number = number;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /**
     * The status of a number.
     *
     * @throws IllegalArgumentException when it is not 1 to 10
     */
    @JsonCreator
    public static DossierStatus of(int number) {
        if (number < 1 || number > BY_NUMBER.length) {
            throw new IllegalArgumentException("not a dossier status (1 to 10): " + number);
        }
        return BY_NUMBER[number - 1];
    }

    @JsonValue
    public int number() {
        return number;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}
