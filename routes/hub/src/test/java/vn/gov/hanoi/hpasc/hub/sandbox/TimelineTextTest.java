package vn.gov.hanoi.hpasc.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

class TimelineTextTest {

    private static final String TIMELINE = """
            {"dossier":{"code":"H26.01-261123-0361460","status":2,"statusVi":"Được tiếp nhận","statusEn":"accepted",
              "procedure":"1.012753","procedureName":"Đăng ký đất đai","handlingAgency":"H26.13","receivingBranch":"H26.01.7"},
             "messages":[
              {"source":"/agencies/H26.01","type":"vn.gov.hanoi.hpasc.dossier.submitted.v1","acceptedAt":"2026-11-23T03:04:05.600Z",
               "deliveries":[{"destination":"land-office","sequence":1,"state":"delivered","attempts":1,"finishedAt":"2026-11-23T03:04:05.635Z"},
                             {"destination":"land-registry","sequence":1,"state":"waiting","attempts":0,"reason":"behind #0"}]},
              {"source":"/agencies/H26.13","type":"vn.gov.hanoi.hpasc.dossier.progressed.v1","acceptedAt":"2026-11-23T03:04:06Z","mark":"gap",
               "deliveries":[{"destination":"hpasc-core","sequence":1,"state":"delivered","attempts":3,"finishedAt":"2026-11-23T03:04:07Z"}]}]}
            """;

    @Test
    void showsOneLinePerDeliveryInColumns() throws Exception {
        String text = new TimelineText(new Agencies(List.of())).of(new ObjectMapper().readTree(TIMELINE));

        assertThat(text.lines().toList())
                .contains(
                        "  Hồ sơ / Dossier            H26.01-261123-0361460",
                        "  Trạng thái / Status        2  Được tiếp nhận (accepted)")
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "  1  10:04:05.600  H26.01",
                                "nộp hồ sơ · submitted",
                                "land-office #1",
                                "delivered +35 ms"))
                .anySatisfy(line -> assertThat(line).contains("land-registry #1", "waiting: behind #0"))
                .anySatisfy(
                        line -> assertThat(line).contains("progressed (gap)", "hpasc-core #1", "+1000 ms, 3 attempts"));
    }
}
