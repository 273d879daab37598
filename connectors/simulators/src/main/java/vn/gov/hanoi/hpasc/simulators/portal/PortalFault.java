package vn.gov.hanoi.hpasc.simulators.portal;

/** How the portal fails in words of its own; what fails on the socket is a {@code Behaviour}. Each has a text form. */
public sealed interface PortalFault {

    /** Every session is over before this call: {@code expire-session}. */
    record ExpireSession() implements PortalFault {}

    /** Says that it has the dossier already, and takes nothing: {@code exists}. */
    record Exists() implements PortalFault {}

    /** Takes the first rows of a push and fails as a whole: {@code partial:1}. */
    record Partial(int taken) implements PortalFault {}

    /** Takes all rows but one, and says so row by row: {@code row:2}. Rows count from 0. */
    record Row(int refused) implements PortalFault {}

    /** Takes nothing and fails with a code and a text: {@code code:-3:Lỗi dữ liệu}. */
    record Code(String code, String message) implements PortalFault {}

    /** Takes it and says nevertheless that it failed: {@code lie:-1:Lỗi không xác định}. */
    record Lie(String code, String message) implements PortalFault {}

    /** Takes nothing and answers with a plain text instead of JSON: {@code text:Hệ thống đang bảo trì}. */
    record Text(String text) implements PortalFault {}

    /** Reads the text form. */
    static PortalFault of(String text) {
        String[] words = text.split(":", 3);
        String second = words.length > 1 ? words[1] : "";
        String third = words.length > 2 ? words[2] : "";
        return switch (words[0]) {
            case "expire-session" -> new ExpireSession();
            case "exists" -> new Exists();
            case "partial" -> new Partial(Integer.parseInt(second));
            case "row" -> new Row(Integer.parseInt(second));
            case "code" -> new Code(second, third);
            case "lie" -> new Lie(second, third);
            case "text" -> new Text(text.substring("text:".length()));
            default -> throw new IllegalArgumentException("not a fault of the portal: " + text);
        };
    }
}
