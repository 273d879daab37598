package vn.gov.hanoi.hpasc.hub.proof;

/** The departments that handle dossiers, one for each way of taking messages. */
enum Department {
    LAND("land-office", "H26.13", "1.012753", "Đăng ký đất đai, cấp Giấy chứng nhận lần đầu"),
    CONSTRUCTION("construction", "H26.19", "1.013225", "Cấp giấy phép xây dựng mới"),
    PLANNING("planning", "H26.20", "1.008432", "Cung cấp thông tin về quy hoạch xây dựng"),
    INVESTMENT("finance-investment", "H26.04", "1.009645", "Chấp thuận chủ trương đầu tư");

    private final String destination;
    private final String agency;
    private final String procedure;
    private final String procedureName;

    Department(String destination, String agency, String procedure, String procedureName) {
        this.destination = destination;
        this.agency = agency;
        this.procedure = procedure;
        this.procedureName = procedureName;
    }

    String destination() {
        return destination;
    }

    String agency() {
        return agency;
    }

    String procedure() {
        return procedure;
    }

    String procedureName() {
        return procedureName;
    }
}
