package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.StoredAttributes.user;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The part of the contract about columns of attributes that are filled in rows that are stored already. */
abstract class JdbcFilledColumnTests extends JdbcAttributeTests {

    JdbcFilledColumnTests(TestAddress address) {
        super(address);
    }

    private JdbcSink.Builder jsonOnly() {
        return builder().customAttributes(CustomAttributes.JSON_ONLY);
    }

    @Test
    void rows_that_are_stored_already_are_filled_by_the_next_run() {
        Row[] rows = {
            user("1", T1, Map.of("a", 1L, "b", "x")),
            user("2", T1, Map.of("a", new BigDecimal("2.50"))),
            user("3", T1, Map.of("c", true)),
        };
        runOnce(jsonOnly(), changes(rows));
        assertThat(attributes().told()).isEmpty();

        WriteResult result = runOnce(builder(), changes(rows[0]));

        assertThat(result.changed()).isEmpty();
        assertThat(attributes().type("a")).isEqualTo("DECIMAL");
        assertThat(attributes().values("a")).isEqualTo(Map.of("1", BigDecimal.ONE, "2", new BigDecimal("2.5")));
        assertThat(attributes().values("b")).isEqualTo(Map.of("1", "x"));
        assertThat(attributes().values("c")).isEqualTo(Map.of("3", true));
        assertThat(runOnce(builder(), changes(rows)).changed()).isEmpty();
    }

    @Test
    void rows_of_many_pages_are_filled() {
        Row[] rows = new Row[4_500];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = user("u" + i, T1, i % 3 == 0 ? Map.of() : Map.of("n", (long) i));
        }
        runOnce(jsonOnly(), changes(rows));

        runOnce(builder(), changes(rows[0]));
        assertThat(attributes().type("n")).isEqualTo("INTEGER");
        runOnce(builder(), changes(user("new", T1, Map.of("n", "text"))));

        assertThat(attributes().values("n"))
                .hasSize(3_001)
                .containsEntry("u1", "1")
                .containsEntry("u4499", "4499")
                .containsEntry("new", "text");
    }

    @Test
    void json_alone_leaves_no_old_value_in_a_column() {
        runOnce(builder(), changes(user("1", T1, Map.of("a", "old")), user("2", T1, Map.of("a", "kept"))));

        runOnce(jsonOnly(), changes(user("1", T2, Map.of("a", "new", "b", 1L))));

        assertThat(attributes().values("a")).isEqualTo(Map.of("2", "kept"));
        runOnce(builder(), changes(user("3", T1, Map.of())));
        assertThat(attributes().values("a")).isEqualTo(Map.of("1", "new", "2", "kept"));
        assertThat(attributes().values("b")).isEqualTo(Map.of("1", 1L));
    }

    @Test
    void a_column_that_its_owner_drops_comes_back_filled() {
        Row row = user("1", T1, Map.of("a", "x", "b", "y"));
        JdbcSink sink = newSink();
        sink.write(changes(row));
        sink.close();
        dropColumn(USERS, "custom_attributes_a");

        WriteResult result = sink.store(changes(row));

        assertThat(result.changed()).isEmpty();
        assertThat(attributes().values("a")).isEqualTo(Map.of("1", "x"));
    }

    @Test
    void reads_see_all_rows_while_columns_are_added_and_widened() throws Exception {
        Row[] rows = new Row[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = user("u" + i, T1, Map.of());
        }
        JdbcSink sink = newSink();
        sink.write(changes(rows));
        List<List<String>> keys = Arrays.stream(rows).map(Row::key).toList();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Set<Integer>> read = reader.submit(() -> {
                Set<Integer> seen = new TreeSet<>();
                do {
                    seen.add(sink.versions("w1", USERS, keys).size());
                    seen.add((int) sink.liveRows("w1", USERS));
                } while (!isOver.get());
                return seen;
            });
            for (int i = 0; i < 30; i++) {
                sink.write(changes(user("u0", T1.plusSeconds(i), Map.of("a" + i, 1L))));
                sink.write(changes(user("u0", T1.plusSeconds(i), Map.of("a" + i, "wider"))));
            }
            isOver.set(true);

            assertThat(read.get(60, TimeUnit.SECONDS)).containsExactly(rows.length);
        } finally {
            isOver.set(true);
            reader.shutdown();
        }
    }
}
