package vn.gov.hanoi.hpasc.hub.ingress;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

/** What is wrong with XML and SOAP; sent by HPASC core, every kind in both versions. */
public final class BadEnvelopes {

    private static final String NAMESPACE = MessageCodec.NAMESPACE;
    private static final String LAUGHS = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;&lol;\">"
            + "<!ENTITY lol2 \"&lol1;&lol1;&lol1;\">]>";

    private final Map<String, Bad> all = new LinkedHashMap<>();

    private BadEnvelopes() {}

    /**
     * One of them.
     *
     * @param code what it is answered with
     */
    public record Bad(SoapVersion version, String mediaType, byte[] body, ErrorCode code) {}

    public static Map<String, Bad> all() {
        BadEnvelopes bad = new BadEnvelopes();
        bad.notSoap();
        bad.tricks();
        bad.wrongContent();
        return bad.all;
    }

    private void add(String name, ErrorCode code, UnaryOperator<String> change) {
        for (SoapVersion version : SoapVersion.values()) {
            bytes(name, version, version.mediaType(), code, Samples.utf8(change.apply(good(version))));
        }
    }

    private void bytes(String name, SoapVersion version, String mediaType, ErrorCode code, byte[] body) {
        if (all.put(name + ", " + version, new Bad(version, mediaType, body, code)) != null) {
            throw new IllegalStateException("twice: " + name);
        }
    }

    private static String good(SoapVersion version) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"" + version.namespace()
                + "\"><e:Header></e:Header><e:Body><Submit xmlns=\"" + NAMESPACE + "\">" + message()
                + "</Submit></e:Body></e:Envelope>";
    }

    private static String message() {
        try {
            MessageCodec codec = new MessageCodec();
            return new String(
                    codec.toXml(codec.fromJson(Samples.utf8(Samples.submitted("bad")))), StandardCharsets.UTF_8);
        } catch (InvalidMessage e) {
            throw new IllegalStateException(e);
        }
    }

    private static UnaryOperator<String> replaced(String part, String by) {
        return good -> {
            if (!good.contains(part)) {
                throw new IllegalStateException("not in the example: " + part);
            }
            return good.replace(part, by);
        };
    }

    private void notSoap() {
        add("nothing", ErrorCode.MALFORMED, good -> "");
        add("plain text", ErrorCode.MALFORMED, good -> "Xin chào");
        add("JSON", ErrorCode.MALFORMED, good -> Samples.submitted("bad"));
        add("half an envelope", ErrorCode.MALFORMED, good -> good.substring(0, good.length() / 2));
        add("an envelope and more", ErrorCode.MALFORMED, good -> good + "<more/>");
        add("tags that do not match", ErrorCode.MALFORMED, replaced("</e:Body>", "</e:body>"));
        add("an undeclared prefix", ErrorCode.MALFORMED, replaced("<e:Header>", "<f:Header>"));
        add("another root", ErrorCode.MALFORMED, good -> good.replace("e:Envelope", "e:Letter"));
        add("no body", ErrorCode.MALFORMED, good -> good.replace("e:Body", "e:Corpse"));
        add(
                "an envelope of no version",
                ErrorCode.MALFORMED,
                good -> good.replace("/envelope/", "/2027/").replace("/2003/05/", "/2027/"));
        add("the other version than the type says", ErrorCode.MALFORMED, BadEnvelopes::otherVersion);
        add("an attribute twice", ErrorCode.MALFORMED, replaced("<e:Header>", "<e:Header a=\"1\" a=\"2\">"));
        for (String type : new String[] {
            "application/xml",
            "application/json",
            "text/xml; charset=utf-16",
            "text/xml; charset=no-such",
            "multipart/related"
        }) {
            bytes(
                    "the type " + type,
                    SoapVersion.SOAP_1_1,
                    type,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    Samples.utf8(good(SoapVersion.SOAP_1_1)));
        }
        for (SoapVersion version : SoapVersion.values()) {
            bytes(
                    "UTF-16",
                    version,
                    version.mediaType(),
                    ErrorCode.WRONG_ENCODING,
                    good(version).replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16));
            bytes(
                    "bytes that are not UTF-8",
                    version,
                    version.mediaType(),
                    ErrorCode.WRONG_ENCODING,
                    good(version).getBytes(StandardCharsets.ISO_8859_1));
            bytes(
                    "ISO-8859-1 that says so",
                    version,
                    version.mediaType(),
                    ErrorCode.WRONG_ENCODING,
                    good(version).replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String otherVersion(String good) {
        String eleven = SoapVersion.SOAP_1_1.namespace();
        String twelve = SoapVersion.SOAP_1_2.namespace();
        return good.contains(eleven) ? good.replace(eleven, twelve) : good.replace(twelve, eleven);
    }

    private void tricks() {
        add(
                "a billion laughs",
                ErrorCode.FORBIDDEN_XML,
                good -> good.replace("?><", "?>" + LAUGHS + "<").replace(">Nguyễn", ">&lol2;"));
        add(
                "an external entity",
                ErrorCode.FORBIDDEN_XML,
                good -> good.replace("?><", "?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><")
                        .replace(">Nguyễn", ">&f;"));
        add(
                "an external DTD",
                ErrorCode.FORBIDDEN_XML,
                replaced("?><e:", "?><!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><e:"));
        add(
                "a parameter entity",
                ErrorCode.FORBIDDEN_XML,
                replaced("?><e:", "?><!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;]><e:"));
        add("an entity nobody declared", ErrorCode.FORBIDDEN_XML, replaced(">Nguyễn", ">&nobody;"));
        add("a DTD and nothing else", ErrorCode.FORBIDDEN_XML, replaced("?><e:", "?><!DOCTYPE e:Envelope><e:"));
        add(
                "deep nesting",
                ErrorCode.TOO_DEEP,
                replaced("</Submit>", "<x xmlns=\"urn:x\">".repeat(3000) + "</x>".repeat(3000) + "</Submit>"));
        add("U+0000", ErrorCode.FORBIDDEN_CHARACTER, replaced(">Nguyễn", ">\u0000"));
        add("U+0000 as a reference", ErrorCode.FORBIDDEN_CHARACTER, replaced(">Nguyễn", ">&#0;"));
        add("a control character", ErrorCode.MALFORMED, replaced(">Nguyễn", ">\u0001"));
        add("20 MB", ErrorCode.TOO_LARGE, good -> good + " ".repeat(20 * 1024 * 1024));
        add("a thousand attributes", ErrorCode.MALFORMED, replaced("<e:Header>", "<e:Header" + attributes() + ">"));
    }

    private static String attributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        return attributes.toString();
    }

    private void wrongContent() {
        add("an empty body", ErrorCode.MALFORMED, good -> good.replaceAll("<Submit.*</Submit>", ""));
        add("two requests", ErrorCode.MALFORMED, replaced("</Submit>", "</Submit><Pull xmlns=\"" + NAMESPACE + "\"/>"));
        add("two messages", ErrorCode.MALFORMED, replaced("</Submit>", message() + "</Submit>"));
        add("no message", ErrorCode.MALFORMED, good -> good.replaceAll("<message.*</message>", ""));
        add("an operation nobody knows", ErrorCode.METHOD_NOT_ALLOWED, good -> good.replace("Submit", "Destroy"));
        add("the department's operation", ErrorCode.METHOD_NOT_ALLOWED, good -> good.replace("Submit", "Deliver"));
        add("another namespace", ErrorCode.METHOD_NOT_ALLOWED, good -> good.replace(NAMESPACE, "urn:other"));
        add(
                "a header that must be understood",
                ErrorCode.MALFORMED,
                replaced("<e:Header>", "<e:Header><s:Security xmlns:s=\"urn:s\" e:mustUnderstand=\"1\"/>"));
        add("no id", ErrorCode.INVALID_ENVELOPE, replaced("<id>bad</id>", ""));
        add("an id twice", ErrorCode.DUPLICATE_KEY, replaced("<id>bad</id>", "<id>bad</id><id>bad</id>"));
        add("a bad time", ErrorCode.INVALID_ENVELOPE, good -> good.replaceAll("<time>[^<]*", "<time>today"));
        add("a time ahead", ErrorCode.TIME_AHEAD, good -> good.replaceAll("<time>[^<]*", "<time>9000-01-01T00:00:00Z"));
        add("an unknown type", ErrorCode.UNKNOWN_TYPE, replaced("dossier.submitted.v1", "dossier.submitted.v2"));
        add("a foreign source", ErrorCode.FOREIGN_SOURCE, replaced("/agencies/H26.01<", "/agencies/H26.13<"));
        add("bad data", ErrorCode.INVALID_DATA, replaced("<channel>COUNTER", "<channel>FAX"));
        add(
                "data of another type",
                ErrorCode.INVALID_DATA,
                good -> good.replace("<submitted>", "<resolved>").replace("</submitted>", "</resolved>"));
        add(
                "a question without a dossier",
                ErrorCode.INVALID_DATA,
                good -> good.replaceAll("<Submit.*</Submit>", "<GetTimeline xmlns=\"" + NAMESPACE + "\"/>"));
        add(
                "an unlimited limit",
                ErrorCode.NOT_YOURS,
                good -> good.replaceAll(
                        "<Submit.*</Submit>", "<Pull xmlns=\"" + NAMESPACE + "\"><limit>1000</limit></Pull>"));
        add(
                "a report on nothing",
                ErrorCode.INVALID_PARAMETER,
                good -> good.replaceAll(
                        "<Submit.*</Submit>",
                        "<ReportOutcome xmlns=\"" + NAMESPACE + "\"><deliveryId>x</deliveryId></ReportOutcome>"));
    }
}
