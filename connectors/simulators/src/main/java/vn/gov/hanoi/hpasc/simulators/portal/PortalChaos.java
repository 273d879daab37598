package vn.gov.hanoi.hpasc.simulators.portal;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

/** A portal on a bad day: some calls fail, in ways that would pass. Half on the socket, half in words. */
final class PortalChaos {

    static final PortalChaos NONE = new PortalChaos(0, 0);

    private static final List<String> WORDS =
            List.of("expire-session", "code:-1:Hệ thống bận, vui lòng thử lại sau", "text:Bảo trì");
    private static final List<String> SOCKET =
            List.of("status:500", "status:503", "reset", "take+reset", "garbage:html");

    private final Random random;
    private final int percent;
    private boolean onSocket;

    PortalChaos(long seed, int percent) {
        this.random = new Random(seed);
        this.percent = percent;
    }

    /** The fault of this call in words, if it has one; decides also whether it has one on the socket. */
    synchronized @Nullable PortalFault fault(String service) {
        onSocket = false;
        if (percent == 0 || random.nextInt(100) >= percent) {
            return null;
        }
        onSocket = random.nextBoolean();
        return onSocket ? null : inWords(service);
    }

    private PortalFault inWords(String service) {
        int which = random.nextInt(WORDS.size() + 1);
        if (which < WORDS.size()) {
            return PortalFault.of(WORDS.get(which));
        }
        return switch (service) {
            case "DongBoHoSoMC" -> new PortalFault.Exists();
            case "CapNhatTienDoHoSoMC" -> new PortalFault.Partial(1);
            default -> new PortalFault.Text("Bảo trì");
        };
    }

    synchronized Optional<Behaviour> behaviour() {
        if (!onSocket) {
            return Optional.empty();
        }
        onSocket = false;
        return Optional.of(Behaviour.of(SOCKET.get(random.nextInt(SOCKET.size()))));
    }
}
