package io.intercomsync.jdbc.internal.bookkeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnGenerationsTest {
    private static final long CONTENT = 42;

    private static RecordedColumn column(String name, @Nullable Long generation) {
        return new RecordedColumn(name, "TEXT", generation);
    }

    private static ColumnGenerations generations(RecordedColumn... columns) {
        return new ColumnGenerations(List.of(columns));
    }

    @Test
    void a_row_of_an_older_generation_is_unchanged_unless_it_has_a_value_for_a_newer_column() {
        long stored = generations(column("id", 1L), column("name", 2L)).stored(CONTENT);

        ColumnGenerations now = generations(column("id", 1L), column("name", 2L), column("plan", 3L));

        assertThat(now.isUnchanged(stored, CONTENT, column -> !column.equals("plan")))
                .isTrue();
        assertThat(now.isUnchanged(stored, CONTENT, column -> true)).isFalse();
        assertThat(now.isUnchanged(stored, CONTENT + 1, column -> false)).isFalse();
        assertThat(now.isUnchanged(now.stored(CONTENT), CONTENT, column -> true))
                .isTrue();
    }

    @Test
    void a_column_that_is_being_added_begins_no_generation() {
        ColumnGenerations before = generations(column("id", 1L));
        ColumnGenerations pending = generations(column("id", 1L), column("plan", null));

        assertThat(pending.stored(CONTENT)).isEqualTo(before.stored(CONTENT));
        assertThat(pending.isPending("plan")).isTrue();
    }

    @Test
    void a_column_counts_from_its_last_generation_on() {
        ColumnGenerations first = generations(column("id", 1L), column("name", 2L), column("name", 5L));
        ColumnGenerations later =
                generations(column("id", 1L), column("name", 2L), column("name", 5L), column("name", 9L));

        assertThat(later.isUnchanged(first.stored(CONTENT), CONTENT, column -> column.equals("name")))
                .isFalse();
        assertThat(later.of("name")).isEqualTo(9);
    }

    /** Somebody may delete the records: numbers that hashes refer to must not come again. */
    @Test
    void a_new_generation_is_never_one_that_was_used_before() {
        Instant now = Instant.parse("2024-05-01T10:00:00Z");

        assertThat(generations(column("id", 1L)).next(now)).isEqualTo(now.toEpochMilli());
        assertThat(generations(column("id", now.toEpochMilli() + 7)).next(now)).isEqualTo(now.toEpochMilli() + 8);
    }

    @Test
    void a_hash_of_somebody_else_is_a_change() {
        assertThat(generations(column("id", 1L)).isUnchanged(7, CONTENT, column -> false))
                .isFalse();
    }
}
