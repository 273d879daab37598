package vn.gov.hanoi.hpasc.hub.crash;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A message on its way to the hub; the same on every attempt and every protocol.
 *
 * @param agency who sends it
 * @param id its id, chosen once
 * @param dossier which dossier
 * @param step its place among the dossier's messages, from 0
 * @param trade whose dossier it is
 * @param time when it happened
 */
record Outgoing(String agency, String id, String dossier, int step, Trade trade, Instant time) {

    private static final String NAMESPACE = "http://hpasc.hanoi.gov.vn/exchange/v1";

    Outgoing {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    private String type() {
        return "vn.gov.hanoi.hpasc.dossier." + (step == 0 ? "submitted" : "supplemented") + ".v1";
    }

    /** Structured CloudEvents JSON. */
    String json() {
        String data = step == 0 ? """
                {"procedure":{"code":"%s"},"applicant":{"kind":"CITIZEN","fullName":"Trần Văn Bình"},\
                "receivingBranch":"%s","channel":"COUNTER","submittedAt":"%s","summary":"Hồ sơ %s"}""".formatted(trade.procedure(), agency, time, dossier) : """
                {"documents":[{"name":"Giấy tờ bổ sung lần %d","mediaType":"application/pdf"}],"note":"Bổ sung"}""".formatted(step);
        return """
               {"specversion":"1.0","id":"%s","source":"/agencies/%s","type":"%s","subject":"%s","time":"%s",\
               "datacontenttype":"application/json","data":%s}""".formatted(id, agency, type(), dossier, time, data);
    }

    /** The same as a SOAP 1.1 call. */
    String soap() {
        String data = step == 0 ? """
                <submitted><procedure><code>%s</code></procedure>\
                <applicant><kind>CITIZEN</kind><fullName>Trần Văn Bình</fullName></applicant>\
                <receivingBranch>%s</receivingBranch><channel>COUNTER</channel><submittedAt>%s</submittedAt>\
                <summary>Hồ sơ %s</summary></submitted>""".formatted(trade.procedure(), agency, time, dossier) : """
                <supplemented><documents><document><name>Giấy tờ bổ sung lần %d</name>\
                <mediaType>application/pdf</mediaType></document></documents><note>Bổ sung</note></supplemented>""".formatted(step);
        return """
               <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
               <Submit xmlns="%s"><message><specversion>1.0</specversion><id>%s</id><source>/agencies/%s</source>\
               <type>%s</type><subject>%s</subject><time>%s</time><data>%s</data></message></Submit>\
               </soap:Body></soap:Envelope>""".formatted(NAMESPACE, id, agency, type(), dossier, time, data);
    }
}
