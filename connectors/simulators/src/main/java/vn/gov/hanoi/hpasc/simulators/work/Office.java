package vn.gov.hanoi.hpasc.simulators.work;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who works on dossiers in a department, and the words they use. */
@SuppressWarnings("ImmutableEnumChecker") // records of texts are immutable
public enum Office {
    LAND(
            "H26.13",
            "SNNMT",
            new Person("Trần Thị Bích Hằng", "Chuyên viên", "Phòng Đăng ký đất đai"),
            new Person("Lê Quang Đạo", "Phó Giám đốc", "Văn phòng Đăng ký đất đai Hà Nội"),
            "Đã nhận hồ sơ, chuyển bộ phận đo đạc",
            "Đang đối soát thửa đất trên bản đồ địa chính",
            "Giấy chứng nhận quyền sử dụng đất",
            new Missing("Trích lục bản đồ địa chính", "TP-002", "Bản quét bị mờ, không đọc được số tờ bản đồ")),
    CONSTRUCTION(
            "H26.19",
            "SXD",
            new Person("Phạm Minh Tuấn", "Chuyên viên chính", "Phòng Cấp phép xây dựng"),
            new Person("Đỗ Thị Thu Trang", "Trưởng phòng", "Phòng Cấp phép xây dựng"),
            "Hồ sơ hợp lệ, phân công thẩm định",
            "Đang thẩm định bản vẽ thiết kế xin phép",
            "Giấy phép xây dựng",
            new Missing("Bản vẽ mặt bằng móng", "TP-004", "Thiếu chữ ký của đơn vị thiết kế")),
    PLANNING(
            "H26.20",
            "QHKT",
            new Person("Vũ Hải Yến", "Chuyên viên", "Phòng Quản lý quy hoạch kiến trúc"),
            new Person("Ngô Đức Thắng", "Trưởng phòng", "Phòng Quản lý quy hoạch kiến trúc"),
            "Tiếp nhận, đối chiếu quy hoạch phân khu",
            "Đang lấy ý kiến về chỉ giới đường đỏ",
            "Thông tin quy hoạch kiến trúc",
            new Missing("Bản đồ hiện trạng tỷ lệ 1/500", "TP-003", "Bản đồ đo đạc đã quá 12 tháng")),
    INVESTMENT(
            "H26.04",
            "STC",
            new Person("Hoàng Gia Linh", "Chuyên viên", "Phòng Đầu tư"),
            new Person("Bùi Thanh Sơn", "Phó Giám đốc", "Sở Tài chính"),
            "Đã tiếp nhận hồ sơ đầu tư",
            "Đang thẩm định năng lực tài chính của nhà đầu tư",
            "Giấy chứng nhận đăng ký đầu tư",
            new Missing("Báo cáo tài chính năm gần nhất", "TP-005", "Chưa có xác nhận kiểm toán"));

    private final String agency;
    private final String abbreviation;
    private final Person officer;
    private final Person head;
    private final String accepting;
    private final String working;
    private final String result;
    private final Missing missing;

    Office(
            String agency,
            String abbreviation,
            Person officer,
            Person head,
            String accepting,
            String working,
            String result,
            Missing missing) {
        this.agency = agency;
        this.abbreviation = abbreviation;
        this.officer = officer;
        this.head = head;
        this.accepting = accepting;
        this.working = working;
        this.result = result;
        this.missing = missing;
    }

    /** An officer. */
    record Person(String name, String title, String unit) {
        ObjectNode json() {
            return Events.data().put("name", name).put("title", title).put("unit", unit);
        }
    }

    /** What this office finds missing, when it does. */
    record Missing(String paper, String component, String why) {}

    public String agency() {
        return agency;
    }

    /** As in the numbers of its decisions. */
    String abbreviation() {
        return abbreviation;
    }

    Person officer() {
        return officer;
    }

    Person head() {
        return head;
    }

    String accepting() {
        return accepting;
    }

    String working() {
        return working;
    }

    String result() {
        return result;
    }

    Missing missing() {
        return missing;
    }
}
