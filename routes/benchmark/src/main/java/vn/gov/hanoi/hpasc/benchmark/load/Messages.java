package vn.gov.hanoi.hpasc.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The messages of one round: real-shaped land dossiers of HPASC core, 2 KB each, every id and dossier code its own.
 *
 * <p>Ids are {@code bm-<round>-<dossier>-<step>}, so that whoever sees one knows at once what it is.
 */
public final class Messages {

    static final String ID_BEGIN = "bm-";

    private static final int SIZE = 2048;
    /** What an id and a dossier code add to a message. */
    private static final int ID_AND_CODE = 40;

    private static final int CODES_PER_ISSUER = 10_000_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final char ID = '\u0001';
    private static final char CODE = '\u0002';

    private static final String SUBMITTED = """
            {"specversion":"1.0","id":"\u0001","source":"/agencies/H26.01",\
            "type":"vn.gov.hanoi.hpasc.dossier.submitted.v1","subject":"\u0002","time":"@NOW@",\
            "datacontenttype":"application/json","data":{\
            "procedure":{"code":"1.012784","name":"Tách thửa hoặc hợp thửa đất"},\
            "applicant":{"kind":"CITIZEN","fullName":"Nguyễn Thị Hồng Hạnh","identityNumber":"001085012345",\
            "address":"Số 12 ngõ 34 phố Trần Thái Tông, phường Cầu Giấy, thành phố Hà Nội","phone":"0912345678",\
            "email":"hanh.nguyen@example.vn"},"receivingBranch":"H26.01.7","handlingAgency":"H26.13","channel":"ONLINE",\
            "submittedAt":"@NOW@","receivedAt":"@NOW@","dueAt":"@DUE@",\
            "summary":"Tách thửa đất số 128 tờ bản đồ 45 thành hai thửa để chuyển nhượng một phần",\
            "documents":[{"name":"Đơn đề nghị tách thửa đất","mediaType":"application/pdf",\
            "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","size":184320,\
            "component":"KQ.G15.000105"},{"name":"Giấy chứng nhận quyền sử dụng đất (bản sao chứng thực)",\
            "mediaType":"application/pdf","sha256":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",\
            "size":912384,"number":"CS 123456"}],\
            "fees":[{"code":"LP-01","name":"Lệ phí cấp giấy chứng nhận","kind":"CHARGE","amount":100000},\
            {"code":"P-07","name":"Phí thẩm định hồ sơ","kind":"FEE","amount":500000}],\
            "parcel":{"communeCode":"00166","mapSheet":"45","parcelNumber":"128","areaSquareMetres":"86.5",\
            "address":"Phường Cầu Giấy, thành phố Hà Nội"},"note":"@PAD@"}}""";

    private static final String SUPPLEMENTED = """
            {"specversion":"1.0","id":"\u0001","source":"/agencies/H26.01",\
            "type":"vn.gov.hanoi.hpasc.dossier.supplemented.v1","subject":"\u0002","time":"@NOW@",\
            "datacontenttype":"application/json","data":{\
            "documents":[{"name":"Bản vẽ tách thửa đất do đơn vị đo đạc lập","mediaType":"application/pdf",\
            "sha256":"fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13","size":512000,\
            "component":"KQ.G15.000117"},{"name":"Văn bản thỏa thuận của các thành viên hộ gia đình",\
            "mediaType":"application/pdf","sha256":"a4e624d686e03ed2767c0abd85c14426b0b1157d2ce81d27bb4fe4f6f01d688a",\
            "size":98304}],"dueAt":"@DUE@","note":"@PAD@"}}""";

    private final String round;
    private final int issuer;
    private final int perDossier;
    private final String day;
    private final String[] submitted;
    private final String[] supplemented;

    /**
     * @param round short name of the round, letters and digits, never used twice against one hub
     * @param issuer sets the dossier codes of this round apart from those of others, 0 to 999
     * @param perDossier how many messages each dossier has
     */
    public Messages(String round, int issuer, int perDossier, Instant now) {
        this.round = round;
        this.issuer = issuer;
        this.perDossier = perDossier;
        this.day = DAY.format(now.atOffset(ZoneOffset.UTC));
        this.submitted = cut(SUBMITTED, now);
        this.supplemented = cut(SUPPLEMENTED, now);
    }

    int perDossier() {
        return perDossier;
    }

    /** What the ids of this round begin with. */
    String idBegin() {
        return ID_BEGIN + round + "-";
    }

    Message message(int dossier, int step) {
        String id = idBegin() + dossier + "-" + step;
        String code = "H26.13." + issuer + "." + dossier / CODES_PER_ISSUER + "-" + day + "-"
                + String.valueOf(CODES_PER_ISSUER + dossier % CODES_PER_ISSUER).substring(1);
        String[] parts = step == 0 ? submitted : supplemented;
        String whole = parts[0] + id + parts[1] + code + parts[2];
        return new Message(dossier, step, id, whole.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] cut(String template, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        String dated = template.replace("@NOW@", second.toString())
                .replace("@DUE@", second.plus(15, ChronoUnit.DAYS).toString());
        String filled =
                dated.replace("@PAD@", padding(SIZE - ID_AND_CODE - dated.getBytes(StandardCharsets.UTF_8).length));
        int id = filled.indexOf(ID);
        int code = filled.indexOf(CODE);
        return new String[] {filled.substring(0, id), filled.substring(id + 1, code), filled.substring(code + 1)};
    }

    /** Text that makes a message about 2 KB long. */
    private static String padding(int bytes) {
        StringBuilder text = new StringBuilder("Hồ sơ nộp trực tuyến.");
        while (text.toString().getBytes(StandardCharsets.UTF_8).length < bytes) {
            text.append(" Đã kiểm tra thành phần.");
        }
        return text.toString();
    }
}
