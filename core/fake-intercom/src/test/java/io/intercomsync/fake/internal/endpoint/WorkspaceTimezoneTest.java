package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Up to API 2.16, a search compares days of the workspace's time zone, even days of 23 or 25 hours (F1, K01, K02). */
class WorkspaceTimezoneTest {

    @ParameterizedTest
    @CsvSource({
        "Pacific/Pago_Pago, 2026-05-10",
        "UTC, 2026-05-10",
        "Asia/Kathmandu, 2026-05-10",
        "Pacific/Kiritimati, 2026-05-10",
        "America/Los_Angeles, 2026-03-08",
        "America/Los_Angeles, 2026-11-01",
        "Europe/Berlin, 2026-03-29",
        "Africa/Cairo, 2026-04-24"
    })
    void a_day_is_the_workspaces_own(String zone, String day) {
        ZoneId workspaceZone = ZoneId.of(zone);
        try (FakeIntercom intercom =
                FakeIntercom.builder().timezone(workspaceZone).start()) {
            long start =
                    LocalDateTime.parse(day + "T00:00").atZone(workspaceZone).toEpochSecond();
            long end = LocalDateTime.parse(day + "T00:00")
                    .plusDays(1)
                    .atZone(workspaceZone)
                    .toEpochSecond();
            intercom.contact("before", Map.of("updated_at", start - 1))
                    .contact("first", Map.of("updated_at", start))
                    .contact("last", Map.of("updated_at", end - 1))
                    .contact("after", Map.of("updated_at", end));
            long noon = (start + end) / 2;

            assertThat(found(intercom, "2.16", "=", noon)).containsExactlyInAnyOrder("first", "last");
            assertThat(found(intercom, "2.16", ">", noon)).containsExactly("after");
            assertThat(found(intercom, "2.16", "<", noon)).containsExactly("before");
            assertThat(found(intercom, "2.17", ">=", end - 1)).containsExactlyInAnyOrder("last", "after");
            assertThat(found(intercom, "Preview", "=", start)).containsExactly("first");
        }
    }

    private static List<String> found(FakeIntercom intercom, String version, String operator, long time) {
        Object query = filter("updated_at", operator, time);
        return ids(new TestClient(intercom, version).searchAll("/contacts/search", "data", query, null, 50));
    }
}
