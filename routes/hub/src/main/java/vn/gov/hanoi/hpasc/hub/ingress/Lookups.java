package vn.gov.hanoi.hpasc.hub.ingress;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.ExchangeView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.TimelineView;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Answers questions, to those who take part in what they ask about, or may look at everything. */
@Component
public class Lookups {

    /** As the contracts say of a dossier's code or alias. */
    private static final int LONGEST_CODE = 100;

    private final DossierQueries queries;

    Lookups(DossierQueries queries) {
        this.queries = queries;
    }

    public ExchangeView exchange(Agency caller, UUID exchangeId) {
        ExchangeView view = found(() -> queries.exchange(exchangeId));
        return shown(caller, view, view.participants());
    }

    public DossierView dossier(Agency caller, String codeOrAlias) {
        String code = plausible(codeOrAlias);
        DossierView view = found(() -> queries.dossier(code));
        return shown(caller, view, view.participants());
    }

    public TimelineView timeline(Agency caller, String codeOrAlias) {
        String code = plausible(codeOrAlias);
        TimelineView view = found(() -> queries.timeline(code));
        return shown(caller, view, view.dossier().participants());
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

    private static <T> T shown(Agency caller, T view, Set<AgencyCode> participants) {
        if (caller.grants().readAll()
                || participants.contains(caller.code())
                || caller.otherCodes().stream().anyMatch(participants::contains)) {
            return view;
        }
        throw new Refusal(ErrorCode.NOT_YOURS);
    }
}
