package vn.gov.hanoi.hpasc.hub.broker.guard;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorePacketsTest {

    private static final Set<String> PING = Set.of("PING", "SUBSCRIBE_TOPOLOGY", "SUBSCRIBE_TOPOLOGY_V2");
    private static final Set<String> LOGIN = Set.of("CREATESESSION", "CREATESESSION_V2", "CHECK_FOR_FAILOVER");

    /** In a session, after a login. */
    private static final Set<String> SESSION = Set.of(
            ("PACKETS_CONFIRMED SESS_CREATECONSUMER SESS_CONSUMER_CLOSE SESS_FLOWTOKEN SESS_FORCE_CONSUMER_DELIVERY"
                            + " SESS_ACKNOWLEDGE SESS_INDIVIDUAL_ACKNOWLEDGE SESS_EXPIRED SESS_COMMIT SESS_ROLLBACK"
                            + " SESS_QUEUEQUERY SESS_BINDINGQUERY SESS_START SESS_STOP SESS_CLOSE SESS_SEND"
                            + " SESS_SEND_LARGE SESS_SEND_CONTINUATION SESS_PRODUCER_REQUEST_CREDITS CREATE_PRODUCER"
                            + " REMOVE_PRODUCER SESS_ADD_METADATA SESS_ADD_METADATA2 SESS_UNIQUE_ADD_METADATA"
                            + " CREATE_ADDRESS CREATE_QUEUE CREATE_QUEUE_V2 CREATE_SHARED_QUEUE"
                            + " CREATE_SHARED_QUEUE_V2 DELETE_QUEUE")
                    .split(" "));

    /** Never, on any channel. A packet of a later version of the library must be put here, or above, by somebody. */
    private static final Set<String> REFUSED =
            Set.of(("DISCONNECT DISCONNECT_V2 DISCONNECT_V3 DISCONNECT_CONSUMER DISCONNECT_CONSUMER_KILL EXCEPTION"
                            + " NULL_RESPONSE CREATESESSION_RESP REATTACH_SESSION REATTACH_SESSION_RESP"
                            + " SESS_XA_FAILED SESS_XA_START SESS_XA_END SESS_XA_COMMIT SESS_XA_PREPARE SESS_XA_RESP"
                            + " SESS_XA_ROLLBACK SESS_XA_JOIN SESS_XA_SUSPEND SESS_XA_RESUME SESS_XA_FORGET"
                            + " SESS_XA_INDOUBT_XIDS SESS_XA_INDOUBT_XIDS_RESP SESS_XA_SET_TIMEOUT"
                            + " SESS_XA_SET_TIMEOUT_RESP SESS_XA_GET_TIMEOUT SESS_XA_GET_TIMEOUT_RESP"
                            + " SESS_QUEUEQUERY_RESP SESS_QUEUEQUERY_RESP_V2 SESS_QUEUEQUERY_RESP_V3"
                            + " SESS_BINDINGQUERY_RESP SESS_BINDINGQUERY_RESP_V2 SESS_BINDINGQUERY_RESP_V3"
                            + " SESS_BINDINGQUERY_RESP_V4 SESS_BINDINGQUERY_RESP_V5 SESS_RECEIVE_MSG"
                            + " SESS_RECEIVE_LARGE_MSG SESS_RECEIVE_CONTINUATION SESS_PRODUCER_CREDITS"
                            + " SESS_PRODUCER_FAIL_CREDITS REPLICATION_RESPONSE REPLICATION_RESPONSE_V2"
                            + " REPLICATION_APPEND REPLICATION_APPEND_TX REPLICATION_DELETE REPLICATION_DELETE_TX"
                            + " REPLICATION_PREPARE REPLICATION_COMMIT_ROLLBACK REPLICATION_PAGE_WRITE"
                            + " REPLICATION_PAGE_EVENT REPLICATION_LARGE_MESSAGE_BEGIN"
                            + " REPLICATION_LARGE_MESSAGE_END REPLICATION_LARGE_MESSAGE_WRITE REPLICATION_SYNC_FILE"
                            + " REPLICATION_START_FINISH_SYNC REPLICATION_SCHEDULED_FAILOVER CLUSTER_TOPOLOGY"
                            + " CLUSTER_TOPOLOGY_V2 CLUSTER_TOPOLOGY_V3 CLUSTER_TOPOLOGY_V4 NODE_ANNOUNCE"
                            + " BACKUP_REGISTRATION BACKUP_REGISTRATION_FAILED BACKUP_REQUEST"
                            + " BACKUP_REQUEST_RESPONSE CLUSTER_CONNECT CLUSTER_CONNECT_REPLY QUORUM_VOTE"
                            + " QUORUM_VOTE_REPLY CHECK_FOR_FAILOVER_REPLY SCALEDOWN_ANNOUNCEMENT"
                            + " FEDERATION_DOWNSTREAM_CONNECT")
                    .split(" "));

    @Test
    void everyPacketOfTheLibraryIsClassified() {
        assertThat(CorePacketTypes.all().keySet())
                .isEqualTo(Stream.of(PING, LOGIN, SESSION, REFUSED)
                        .flatMap(Set::stream)
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void allowsOnlyWhatIsListedForTheChannelAndTheLogin() {
        CorePacketTypes.all().forEach((name, type) -> {
            assertThat(allowed(type, false)).as(name).isEqualTo(expected(name, false));
            assertThat(allowed(type, true)).as(name).isEqualTo(expected(name, true));
        });
    }

    @Test
    void refusesTypesThatTheLibraryDoesNotKnow() {
        for (int type = Byte.MIN_VALUE; type <= Byte.MAX_VALUE; type++) {
            if (!CorePacketTypes.all().containsValue((byte) type)) {
                assertThat(allowed((byte) type, true)).as("" + type).isEmpty();
            }
        }
    }

    private static List<Long> allowed(byte type, boolean loggedIn) {
        return LongStream.of(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Long.MAX_VALUE)
                .filter(channel -> CorePackets.isAllowed(type, channel, loggedIn))
                .boxed()
                .toList();
    }

    private static List<Long> expected(String name, boolean loggedIn) {
        if (PING.contains(name)) {
            return List.of(0L);
        }
        if (LOGIN.contains(name)) {
            return List.of(1L);
        }
        return loggedIn && SESSION.contains(name) ? List.of(10L, 11L, Long.MAX_VALUE) : List.of();
    }
}
