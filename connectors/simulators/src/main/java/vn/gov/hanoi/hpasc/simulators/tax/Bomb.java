package vn.gov.hanoi.hpasc.simulators.tax;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of notices that nobody should read to the end. */
public enum Bomb {
    /** An entity that is a file of the reader's. */
    EXTERNAL_ENTITY {
        @Override
        byte[] file(String dossier) {
            return bytes("<?xml version=\"1.0\"?><!DOCTYPE DATA [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                    + body(dossier, "&x;"));
        }
    },
    /** Entities of entities: a billion laughs. */
    LAUGHS {
        @Override
        byte[] file(String dossier) {
            StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE DATA [<!ENTITY l0 \"ha\">");
            for (int i = 1; i < 12; i++) {
                xml.append("<!ENTITY l")
                        .append(i)
                        .append(" \"")
                        .append(("&l" + (i - 1) + ";").repeat(10))
                        .append("\">");
            }
            return bytes(xml.append("]>").append(body(dossier, "&l11;")).toString());
        }
    },
    /** An entity that nobody declared. */
    UNDECLARED_ENTITY {
        @Override
        byte[] file(String dossier) {
            return bytes(body(dossier, "&khong-co;"));
        }
    },
    DEEP {
        @Override
        byte[] file(String dossier) {
            return bytes("<DATA><BODY>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</BODY></DATA>");
        }
    },
    LONG_TEXT {
        @Override
        byte[] file(String dossier) {
            return bytes(body(dossier, "9".repeat(2_000_000)));
        }
    },
    MANY_ROWS {
        @Override
        byte[] file(String dossier) {
            String list = "<LIST><SO_QUYET_DINH>1</SO_QUYET_DINH></LIST>";
            return bytes("<DATA><BODY><ROW_LIST><MA_HSO>" + dossier + "</MA_HSO>" + list.repeat(20_000)
                    + "</ROW_LIST></BODY></DATA>");
        }
    },
    MANY_ATTRIBUTES {
        @Override
        byte[] file(String dossier) {
            StringBuilder xml = new StringBuilder("<DATA");
            for (int i = 0; i < 5_000; i++) {
                xml.append(" a").append(i).append("=\"\"");
            }
            return bytes(xml.append("/>").toString());
        }
    },
    /** Sixteen megabytes of blanks, once it is decoded. */
    HUGE {
        @Override
        byte[] file(String dossier) {
            return bytes(" ".repeat(11 * 1024 * 1024));
        }
    },
    /** A small archive of a large file. */
    ZIP {
        @Override
        byte[] file(String dossier) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("thong-bao.xml"));
                byte[] zeros = new byte[1024 * 1024];
                for (int i = 0; i < 64; i++) {
                    zip.write(zeros);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    },
    /** One good row, and then it breaks off. */
    BROKEN_OFF {
        @Override
        byte[] file(String dossier) {
            return bytes(body(dossier, "1000000").replace("</BODY></DATA>", "<ROW_LIST><MA_HSO>"));
        }
    };

    abstract byte[] file(String dossier);

    /** A file with one row, whose amount is {@code amount}. */
    static String body(String dossier, String amount) {
        return "<DATA><BODY><ROW_LIST><MA_HSO>" + dossier + "</MA_HSO><LIST><MA_SO_THUE>8012345678</MA_SO_THUE>"
                + "<SO_QUYET_DINH>BOM/1</SO_QUYET_DINH><NGAY_QUYET_DINH>20-11-2026</NGAY_QUYET_DINH>"
                + "<TEN_TIEUMUC>Bom</TEN_TIEUMUC><SO_TIEN>" + amount
                + "</SO_TIEN></LIST></ROW_LIST></BODY></DATA>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
