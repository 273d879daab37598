package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.hub.RouteIds;

/** What can be seen of the whole hub while it runs. */
@ExtendWith(OnTheBench.class)
class RunningHubIT {

    private static final String LAND = Department.LAND.destination();

    private final Bench bench;

    RunningHubIT(Bench bench) {
        this.bench = bench;
    }

    @Test
    void namesEveryRouteAfterItsStage() {
        CamelContext camel = bench.hub().bean(CamelContext.class);

        assertThat(RouteIds.wrongIn(camel)).isEmpty();
        assertThat(camel.getRoutes()).hasSizeGreaterThan(10);
    }

    @Test
    void showsADeliveryThatIsGoneInTheBalance() {
        UUID exchange = bench.agency(Dossier.CORE)
                .send(Dossier.of(Department.LAND).submitted())
                .exchange();
        UUID delivery = bench.delivery(exchange, LAND, "delivered").deliveryId();
        Bench.eventually(
                () -> assertThat(bench.hub().admin().balance().path("even").asBoolean())
                        .isTrue());

        lose(delivery);
        try {
            assertThat(bench.hub().admin().balance().path("even").asBoolean()).isFalse();
            assertThat(bench.hub().admin().differences()).isEqualTo(Map.of(LAND, 1L));
        } finally {
            find();
        }
        assertThat(bench.hub().admin().balance().path("even").asBoolean()).isTrue();
    }

    private void lose(UUID delivery) {
        bench.database().sql().sql("drop table if exists lost").update();
        bench.database()
                .sql()
                .sql("create table lost as select * from delivery where delivery_id = '" + delivery + "'")
                .update();
        bench.database()
                .sql()
                .sql("delete from delivery where delivery_id = ?")
                .param(delivery)
                .update();
    }

    private void find() {
        bench.database().sql().sql("insert into delivery select * from lost").update();
        bench.database().sql().sql("drop table lost").update();
    }
}
