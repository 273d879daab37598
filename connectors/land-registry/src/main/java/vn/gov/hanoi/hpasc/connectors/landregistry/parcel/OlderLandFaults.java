package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import org.apache.cxf.transport.http.HTTPException;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.olderland.wire.v1.SystemFault;

/** Why the older system could not be asked. */
final class OlderLandFaults {

    private static final Set<Integer> DENIED = Set.of(401, 403);
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private OlderLandFaults() {}

    static DestinationUnavailable unavailable(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OlderLandMapper.Senseless senseless) {
                return told(ErrorCode.SENSELESS_ANSWER, String.valueOf(senseless.getMessage()), failure);
            }
            if (cause instanceof SystemFault fault) {
                return told(
                        ErrorCode.DESTINATION_ERROR,
                        fault.getFaultInfo() == null
                                ? "a fault"
                                : shortened(fault.getFaultInfo().getMaLoi()),
                        failure);
            }
            if (cause instanceof HttpConnectTimeoutException
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException) {
                return told(ErrorCode.CONNECTION_REFUSED, "not reached", failure);
            }
            if (cause instanceof SocketTimeoutException || cause instanceof HttpTimeoutException) {
                return told(ErrorCode.NO_ANSWER_IN_TIME, "no answer in time", failure);
            }
            if (cause instanceof HTTPException http) {
                return told(byStatus(http.getResponseCode()), "HTTP " + http.getResponseCode(), failure);
            }
            if (cause instanceof jakarta.xml.ws.soap.SOAPFaultException fault) {
                return told(ErrorCode.DESTINATION_ERROR, shortened(String.valueOf(fault.getMessage())), failure);
            }
        }
        return told(ErrorCode.SENSELESS_ANSWER, "not an answer of a land system", failure);
    }

    private static ErrorCode byStatus(int status) {
        return DENIED.contains(status)
                ? ErrorCode.DESTINATION_DENIED_US
                : BUSY.contains(status) ? ErrorCode.DESTINATION_BUSY : ErrorCode.DESTINATION_ERROR;
    }

    private static DestinationUnavailable told(ErrorCode code, String reason, Exception failure) {
        return new DestinationUnavailable(code, reason, null, failure);
    }

    private static String shortened(String text) {
        return text == null ? "" : text.length() > 200 ? text.substring(0, 200) : text;
    }
}
