package vn.gov.hanoi.hpasc.hub.operations;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.hub.landregistry.RevocationWatch;
import vn.gov.hanoi.hpasc.hub.landregistry.RevocationWatch.OpenRevocation;

/** What operators ask about land dossiers, at their own port only. */
@RestController
@RequestMapping(path = "/admin/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class LandAdminController {

    private static final int MOST = 1000;

    private final RevocationWatch revocations;

    LandAdminController(RevocationWatch revocations) {
        this.revocations = revocations;
    }

    /** Obligations of withdrawn dossiers that nobody took back yet. */
    @GetMapping("/revocations")
    List<OpenRevocation> revocations(@RequestParam(defaultValue = "200") int limit) {
        return revocations.open(Math.clamp(limit, 1, MOST));
    }
}
