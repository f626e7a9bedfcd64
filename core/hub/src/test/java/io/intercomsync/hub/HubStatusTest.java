package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HubStatusTest extends HubTests {

    @Test
    void an_empty_hub_has_a_status() {
        HubStatus status = hub().status();

        assertThat(status.workspace()).isNull();
        assertThat(status.rows().values()).containsOnly(0L);
        assertThat(status.lastRunEnded()).isNull();
        assertThat(status.warehouses()).isEmpty();
        assertThat(status.fileSize()).isPositive();
    }

    @Test
    void tells_rows_runs_and_the_lag_of_each_warehouse() {
        hub().beginRun(WORKSPACE);
        fill(user("u1", "Ann"), tag("t", "vip"));
        clock.advance(Duration.ofMinutes(5));
        hub().endRun();
        HubFlush.builder(hub(), new Recorder()).name("fast").build().flush();
        HubFlush.builder(hub(), new Recorder()).name("slow").build().flush();
        clock.advance(Duration.ofHours(3));
        fill(user("u2", "Bob"));
        clock.advance(Duration.ofHours(1));
        fill(user("u3", "Cid"));

        HubStatus status = hub().status();

        assertThat(status.workspace()).isEqualTo(WORKSPACE);
        assertThat(status.rows()).containsEntry(USERS, 3L).containsEntry(TAGS, 1L);
        assertThat(status.lastRunEnded())
                .isEqualTo(requireNonNull(status.lastRunBegan()).plus(Duration.ofMinutes(5)));
        assertThat(status.lastChange()).isEqualTo(4);
        assertThat(status.warehouses())
                .extracting(HubStatus.Warehouse::name, HubStatus.Warehouse::position, HubStatus.Warehouse::lag)
                .containsExactly(tuple("fast", 2L, Duration.ofHours(1)), tuple("slow", 2L, Duration.ofHours(1)));
    }

    @Test
    void a_warehouse_that_has_everything_has_no_lag() {
        fill(user("u1", "Ann"));
        Recorder warehouse = new Recorder();
        hub().flushTo(warehouse);
        clock.advance(Duration.ofDays(3));
        hub().flushTo(warehouse);

        assertThat(hub().status().warehouses()).singleElement().satisfies(there -> {
            assertThat(there.name()).isEqualTo("Recorder");
            assertThat(there.lag()).isZero();
        });
    }

    @Test
    void a_table_tells_the_state_to_people() {
        assertThat(hub().status().toTable())
                .containsPattern("workspace +none yet")
                .containsPattern("last run began +none")
                .containsPattern("users +0")
                .doesNotContain("warehouse ");
        hub().beginRun(WORKSPACE);
        fill(user("u1", "Ann"), tag("t", "vip"));
        HubFlush.builder(hub(), new Recorder()).name("sales").build().flush();
        fill(user("u2", "Bob"));
        clock.advance(Duration.ofMinutes(90).plusMillis(123));
        hub().endRun();

        assertThat(hub().status().toTable())
                .containsPattern("workspace +" + WORKSPACE)
                .containsPattern("last run began +2026-01-01T00:00:00Z")
                .containsPattern("last run ended +2026-01-01T01:30:00Z\\R")
                .containsPattern("size of file +[0-9.]+ [kM]B")
                .containsPattern("users +2\\R")
                .containsPattern("tags +1\\R")
                .containsPattern("warehouse +lag +kept out +last flush\\R")
                .containsPattern("sales +1 h 30 min +0 +2026-01-01T00:00:00Z\\R");
    }

    @Test
    void json_tells_the_state_to_programs() {
        hub().beginRun(WORKSPACE);
        fill(user("u1", "Ann"));
        HubFlush.builder(hub(), new Recorder()).name("sales \"x\"").build().flush();

        assertThat(hub().status().toJson())
                .contains("\"workspace\":\"" + WORKSPACE + '"', "\"last_run_began\":\"2026-01-01T00:00:00Z\"")
                .contains("\"last_run_ended\":null", "\"last_change\":1", "\"users\":1", "\"conversation_parts\":0")
                .contains("\"name\":\"sales \\\"x\\\"\"", "\"lag\":\"PT0S\"", "\"position\":1", "\"pending\":0");
    }
}
