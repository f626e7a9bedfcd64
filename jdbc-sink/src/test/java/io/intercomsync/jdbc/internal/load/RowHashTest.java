package io.intercomsync.jdbc.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowHashTest {
    private static final List<Column> COLUMNS = IntercomCollection.COMPANIES.columns();

    @Test
    void equal_rows_have_one_hash_and_others_another() {
        RowHash hash = new RowHash();
        Map<Long, Row> seen = new HashMap<>();
        for (long seed = 0; seed < 3_000; seed++) {
            List<@Nullable Object> values = values(new Random(seed / 2));
            int changed = 1 + new Random(seed).nextInt(COLUMNS.size() - 1);
            if (seed % 2 == 1 && !COLUMNS.get(changed).name().equals("id")) {
                values.set(changed, value(COLUMNS.get(changed).type(), new Random(seed)));
            }
            Row row = Row.of(IntercomCollection.COMPANIES, COLUMNS, values);

            Row same = seen.putIfAbsent(hash.of(row), row);

            assertThat(same == null || same.equals(row)).as("seed " + seed).isTrue();
            assertThat(new RowHash().of(Row.of(IntercomCollection.COMPANIES, COLUMNS, values)))
                    .as("seed " + seed)
                    .isEqualTo(hash.of(row));
        }
    }

    @Test
    void each_character_at_each_place_of_a_text_counts() {
        for (int length = 1; length < 14; length++) {
            Set<Long> hashes = new HashSet<>();
            hashes.add(hash("name", "a".repeat(length)));
            hashes.add(hash("name", "a".repeat(length) + "a"));
            for (int i = 0; i < length; i++) {
                hashes.add(hash("name", "a".repeat(i) + "b" + "a".repeat(length - i - 1)));
            }

            assertThat(hashes).as("length %s", length).hasSize(length + 2);
        }
    }

    @Test
    void each_type_and_each_part_of_a_time_counts() {
        Instant time = Instant.ofEpochSecond(1_700_000_000, 5_000);

        assertThat(List.of(
                        hash("remote_created_at", time),
                        hash("remote_created_at", time.plusNanos(1_000)),
                        hash("remote_created_at", time.plusSeconds(1)),
                        hash("created_at", time),
                        hash("name", "1"),
                        hash("user_count", 1L),
                        hash("user_count", 2L),
                        hash("monthly_spend", BigDecimal.ONE),
                        hash("monthly_spend", new BigDecimal("1.5"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_text_is_plain_where_every_database_holds_all_its_characters() {
        for (String odd : List.of("\0", "\\", "\u8000", "\uFFFD", "\uD83D")) {
            for (int length = 1; length < 10; length++) {
                for (int i = 0; i < length; i++) {
                    assertThat(isPlain("\u7FFF".repeat(i) + odd + "a".repeat(length - i - 1)))
                            .as("%s of %s", i, length)
                            .isFalse();
                }
            }
        }
        assertThat(isPlain("\u7FFF\u0001[]".repeat(3))).isTrue();
    }

    private static boolean isPlain(String text) {
        RowHash hash = new RowHash();
        hash.of(row("name", text));
        return hash.isPlain();
    }

    private static long hash(String column, Object value) {
        return new RowHash().of(row(column, value));
    }

    private static Row row(String column, Object value) {
        return Row.of(IntercomCollection.COMPANIES, Map.of("id", "c1", column, value));
    }

    private static List<@Nullable Object> values(Random random) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : COLUMNS) {
            boolean isNull = !column.name().equals("id") && random.nextInt(3) == 0;
            values.add(isNull ? null : value(column.type(), random));
        }
        return values;
    }

    private static Object value(ColumnType type, Random random) {
        return switch (type) {
            case TEXT -> random.nextBoolean() ? "" : "t" + random.nextInt(3);
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> (long) random.nextInt(4);
            case DECIMAL -> BigDecimal.valueOf(random.nextInt(9), random.nextInt(2));
            case TIMESTAMP -> Instant.ofEpochSecond(random.nextInt(3), random.nextInt(2));
            case JSON -> random.nextBoolean() ? "{}" : "[" + random.nextInt(3) + "]";
        };
    }
}
