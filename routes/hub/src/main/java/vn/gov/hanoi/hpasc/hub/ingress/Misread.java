package vn.gov.hanoi.hpasc.hub.ingress;

import java.util.List;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;

/** Says as a problem why something could not be read. */
public final class Misread {

    private Misread() {}

    public static Problem problem(InvalidMessage invalid) {
        return new Problem(
                ErrorCode.valueOf(invalid.kind().name()),
                List.of(invalid.argument()),
                invalid.faults().stream()
                        .map(fault -> new Problem.Fault(fault.pointer(), fault.message()))
                        .toList(),
                null);
    }
}
