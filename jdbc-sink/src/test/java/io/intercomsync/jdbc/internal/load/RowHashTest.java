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
import java.util.List;
import java.util.Map;
import java.util.Random;
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
