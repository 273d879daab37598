package vn.gov.hanoi.hpasc.hub.ingress;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.ExchangeView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.TimelineView;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Answers look-ups with what the authority policy lets the caller see; 404 for all else, be it there or not. */
@Component
public class Lookups {

    /** As the contracts say of a dossier's code or alias. */
    private static final int LONGEST_CODE = 100;

    private final DossierQueries queries;
    private final AuthorityPolicy authority;

    Lookups(DossierQueries queries, AuthorityPolicy authority) {
        this.queries = queries;
        this.authority = authority;
    }

    public ExchangeView exchange(Agency caller, UUID exchangeId) {
        return found(() -> queries.exchange(exchangeId, authority.viewer(caller)));
    }

    public DossierView dossier(Agency caller, String codeOrAlias) {
        String code = plausible(codeOrAlias);
        return found(() -> queries.dossier(code, authority.viewer(caller)));
    }

    /** Whether the caller may have the hub say a message of {@code type} about the dossier. */
    public boolean maySay(Agency caller, MessageType type, String codeOrAlias) {
        try {
            return queries.maySay(plausible(codeOrAlias), type, authority.viewer(caller));
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    public TimelineView timeline(Agency caller, String codeOrAlias) {
        String code = plausible(codeOrAlias);
        return found(() -> queries.timeline(code, authority.viewer(caller)));
    }

    private static String plausible(String code) {
        if (code.isBlank() || code.length() > LONGEST_CODE || code.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(ErrorCode.INVALID_PARAMETER, "code");
        }
        return code;
    }

    private static <T> T found(Supplier<Optional<T>> query) {
        try {
            return query.get().orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }
}
