package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.problem.Languages;

/** Tells as a problem what goes wrong before a request finds its route: no such address, a method it does not take. */
@Controller
class ErrorPage implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem = problem(status instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND, request);
        HttpAnswer.problem(problem, Languages.of(request.getHeader("Accept-Language")))
                .writeTo(response);
    }

    static Problem problem(int status, HttpServletRequest request) {
        return switch (status) {
            case 401 -> Problem.of(ErrorCode.UNAUTHENTICATED);
            case 403 -> Problem.of(ErrorCode.NOT_YOURS);
            case 404 -> Problem.of(ErrorCode.NOT_FOUND);
            case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED);
            case 406, 415 -> Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, String.valueOf(request.getContentType()));
            case 408 -> Problem.of(ErrorCode.REQUEST_TIMEOUT);
            case 413 -> Problem.of(ErrorCode.TOO_LARGE, "?");
            case 501, 505 -> Problem.of(ErrorCode.INVALID_PARAMETER, "HTTP");
            case 503 -> Problem.of(ErrorCode.OVERLOADED);
            default -> status < 500 ? Problem.of(ErrorCode.INVALID_PARAMETER, "HTTP") : Problem.of(ErrorCode.INTERNAL);
        };
    }
}
