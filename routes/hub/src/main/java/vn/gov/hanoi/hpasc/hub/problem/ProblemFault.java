package vn.gov.hanoi.hpasc.hub.problem;

import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode.Origin;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/** Tells a problem as a SOAP fault, in either version, with the contract's {@code problem} as its detail. */
public final class ProblemFault {

    private static final String CONTRACT = "http://hpasc.hanoi.gov.vn/exchange/v1";
    private static final int CALLERS_FAULT_12 = 400;
    private static final int FAULT = 500;

    private ProblemFault() {}

    /** The HTTP status that goes with it: what SOAP says, whatever the problem's own is. */
    public static int httpStatus(Problem problem, SoapVersion version) {
        return version == SoapVersion.SOAP_1_2 && problem.code().origin() == Origin.CALLER ? CALLERS_FAULT_12 : FAULT;
    }

    /**
     * Writes the {@code Fault} element.
     *
     * @param out inside the body of an envelope whose namespace has the prefix {@code soap}
     */
    public static void write(XMLStreamWriter out, Problem problem, Locale language, SoapVersion version)
            throws XMLStreamException {
        Told told = Told.of(problem, language);
        boolean callers = problem.code().origin() == Origin.CALLER;
        String text = told.code() + " " + told.detail();
        out.writeStartElement("soap", "Fault", version.namespace());
        switch (version) {
            case SOAP_1_1 -> {
                element(out, "", "faultcode", callers ? "soap:Client" : "soap:Server");
                reason(out, "", "faultstring", text, language);
                out.writeStartElement("detail");
            }
            case SOAP_1_2 -> {
                String soap = version.namespace();
                out.writeStartElement("soap", "Code", soap);
                element(out, soap, "Value", callers ? "soap:Sender" : "soap:Receiver");
                out.writeEndElement();
                out.writeStartElement("soap", "Reason", soap);
                reason(out, soap, "Text", text, language);
                out.writeEndElement();
                out.writeStartElement("soap", "Detail", soap);
            }
        }
        detail(out, told);
        out.writeEndElement();
        out.writeEndElement();
    }

    private static void reason(XMLStreamWriter out, String namespace, String name, String text, Locale language)
            throws XMLStreamException {
        start(out, namespace, name);
        out.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", language.getLanguage());
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private static void detail(XMLStreamWriter out, Told told) throws XMLStreamException {
        out.writeStartElement("", "problem", CONTRACT);
        out.writeDefaultNamespace(CONTRACT);
        element(out, CONTRACT, "code", told.code());
        element(out, CONTRACT, "origin", told.origin());
        element(out, CONTRACT, "message", told.detail());
        if (!told.errors().isEmpty()) {
            out.writeStartElement("", "faults", CONTRACT);
            for (Problem.Fault fault : told.errors()) {
                out.writeStartElement("", "fault", CONTRACT);
                element(out, CONTRACT, "pointer", fault.pointer());
                element(out, CONTRACT, "message", fault.message());
                out.writeEndElement();
            }
            out.writeEndElement();
        }
        if (told.retryAfter() != null) {
            element(out, CONTRACT, "retryAfterSeconds", told.retryAfter().toString());
        }
        out.writeEndElement();
    }

    private static void element(XMLStreamWriter out, String namespace, String name, String text)
            throws XMLStreamException {
        start(out, namespace, name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private static void start(XMLStreamWriter out, String namespace, String name) throws XMLStreamException {
        if (namespace.isEmpty()) {
            out.writeStartElement(name);
        } else if (namespace.equals(CONTRACT)) {
            out.writeStartElement("", name, namespace);
        } else {
            out.writeStartElement("soap", name, namespace);
        }
    }
}
