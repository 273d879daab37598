package vn.gov.hanoi.hpasc.connectors.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;

class VectorsTest {

    @Test
    void everyGatewayInTheFileHasATestOfItsOwn() {
        assertThat(Vectors.all()).hasSize(35);
        assertThat(Vectors.all().stream().map(Vectors.Vector::gateway).collect(Collectors.toSet()))
                .isEqualTo(Set.of("vnpay", "momo", "zalopay", "keypay-dvcqg", "vnptpay", "viettel"));
    }
}
