package io.intercomsync.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.feed.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedStateTest {
    private static final FeedState STATE = new FeedState(
            "2.16",
            Map.of("users", List.of("id", "name")),
            Instant.parse("2026-01-02T03:04:05Z"),
            List.of(new Slice("a", 1L, null, "cursor", false), new Slice("b", null, 1L, null, true)),
            Map.of("users", 12L),
            false,
            true);

    @Test
    void is_the_same_after_it_was_written_and_read() {
        assertThat(FeedState.fromJson(STATE.toJson())).isEqualTo(STATE);
    }

    @Test
    void K47_reads_the_form_that_earlier_checkpoints_have() {
        String stored = """
                {"api_version":"2.16","columns":{"users":["id","name"]},"finished":false,"format":1,\
                "planned_at":"2026-01-02T03:04:05Z","read_before":true,"rows":{"users":12},"slices":[\
                {"done":false,"from":1,"name":"a","position":"cursor","to":null},\
                {"done":true,"from":null,"name":"b","position":null,"to":1}]}""";

        assertThat(FeedState.fromJson(stored)).isEqualTo(STATE);
    }

    @Test
    void K48_refuses_what_it_cannot_read() {
        assertThatThrownBy(() -> FeedState.fromJson("{\"format\":2}"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("format 2");
        assertThatThrownBy(() -> FeedState.fromJson("not json")).isInstanceOf(CheckpointException.class);
        assertThatThrownBy(() -> FeedState.fromJson("{\"format\":1}")).isInstanceOf(CheckpointException.class);
    }

    @Test
    void covers_a_read_of_the_same_or_of_fewer_columns_of_the_same_version() {
        assertThat(STATE.covers("2.16", Map.of("users", List.of("id")))).isTrue();
        assertThat(STATE.covers("2.15", Map.of("users", List.of("id")))).isFalse();
        assertThat(STATE.covers("2.16", Map.of("users", List.of("id", "email"))))
                .isFalse();
        assertThat(STATE.covers("2.16", Map.of("contacts", List.of("id")))).isFalse();
    }
}
