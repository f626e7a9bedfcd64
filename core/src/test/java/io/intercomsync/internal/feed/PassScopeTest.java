package io.intercomsync.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PassScopeTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = TIME.plusSeconds(1);

    @Test
    void each_scope_answers_to_its_own_kind_alone() {
        assertThat(answers(PassScope.full(null))).containsExactly("all");
        assertThat(answers(PassScope.changes(TIME, TIME, null))).containsExactly("changes");
        assertThat(answers(PassScope.sweep(null))).isEmpty();
        assertThat(answers(PassScope.objects(null))).containsExactly("objects");
        assertThat(answers(PassScope.missing(TIME, null))).containsExactly("missing");
    }

    private static List<String> answers(PassScope scope) {
        return Stream.of(
                        scope.asksForAll() ? "all" : "",
                        scope.isChangesOnly() ? "changes" : "",
                        scope.isForObjects() ? "objects" : "",
                        scope.isForMissing() ? "missing" : "")
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    @Test
    void a_sweep_lists_also_what_is_older_than_the_start_date_and_leaves_it_out() {
        PassScope sweep = PassScope.sweep(LATER);

        assertThat(sweep.since()).isNull();
        assertThat(sweep.leavesOut(updatedAt(TIME))).isTrue();
        assertThat(sweep.leavesOut(updatedAt(LATER))).isFalse();
        assertThat(sweep.leavesOut(Map.of())).isFalse();
        assertThat(PassScope.sweep(null).leavesOut(updatedAt(TIME))).isFalse();
    }

    private static Map<String, @Nullable Object> updatedAt(Instant time) {
        return Map.of("updated_at", time.getEpochSecond());
    }

    @Test
    void changes_are_read_from_the_later_of_both_dates_on() {
        assertThat(PassScope.changes(TIME, LATER, null).since()).isEqualTo(TIME);
        assertThat(PassScope.changes(TIME, LATER, LATER).since()).isEqualTo(LATER);
        assertThat(PassScope.changes(LATER, LATER, TIME).since()).isEqualTo(LATER);
        assertThat(PassScope.full(TIME).since()).isEqualTo(TIME);
        assertThat(PassScope.missing(LATER, TIME).since()).isEqualTo(TIME);
    }
}
