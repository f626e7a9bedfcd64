package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.attribute.StoredAttributes.user;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T1;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T2;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column of an attribute is filled in rows that are stored already, and is never stale. */
class FilledColumnsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private StoredAttributes stored(TestDatabase database) {
        return new StoredAttributes(database, schema);
    }

    /** Stores the changes by a sink of its own, as a program does that starts, runs once and ends. */
    private WriteResult runOnce(JdbcSink.Builder builder, Changes changes) {
        try (JdbcSink sink = builder.build()) {
            return sink.store(changes);
        }
    }

    private JdbcSink.Builder jsonOnly(TestDatabase database) {
        return schema.in(database).customAttributes(CustomAttributes.JSON_ONLY);
    }

    @ParameterizedTest
    @EnumSource
    void rows_that_are_stored_already_are_filled_by_the_next_run(TestDatabase database) {
        Row[] rows = {
            user("1", T1, Map.of("a", 1L, "b", "x")),
            user("2", T1, Map.of("a", new BigDecimal("2.50"))),
            user("3", T1, Map.of("c", true)),
        };
        runOnce(jsonOnly(database), changes(rows));
        assertThat(stored(database).told()).isEmpty();

        WriteResult result = runOnce(schema.in(database), changes(rows[0]));

        assertThat(result.changed()).isEmpty();
        assertThat(stored(database).type("a")).isEqualTo("DECIMAL");
        assertThat(stored(database).values("a")).isEqualTo(Map.of("1", BigDecimal.ONE, "2", new BigDecimal("2.5")));
        assertThat(stored(database).values("b")).isEqualTo(Map.of("1", "x"));
        assertThat(stored(database).values("c")).isEqualTo(Map.of("3", true));
        assertThat(runOnce(schema.in(database), changes(rows)).changed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void rows_of_many_pages_are_filled(TestDatabase database) {
        Row[] rows = new Row[4_500];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = user("u" + i, T1, i % 3 == 0 ? Map.of() : Map.of("n", (long) i));
        }
        runOnce(jsonOnly(database), changes(rows));

        runOnce(schema.in(database), changes(rows[0]));
        assertThat(stored(database).type("n")).isEqualTo("INTEGER");
        runOnce(schema.in(database), changes(user("new", T1, Map.of("n", "text"))));

        assertThat(stored(database).values("n"))
                .hasSize(3_001)
                .containsEntry("u1", "1")
                .containsEntry("u4499", "4499")
                .containsEntry("new", "text");
    }

    @ParameterizedTest
    @EnumSource
    void json_alone_leaves_no_old_value_in_a_column(TestDatabase database) {
        runOnce(schema.in(database), changes(user("1", T1, Map.of("a", "old")), user("2", T1, Map.of("a", "kept"))));

        runOnce(jsonOnly(database), changes(user("1", T2, Map.of("a", "new", "b", 1L))));

        assertThat(stored(database).values("a")).isEqualTo(Map.of("2", "kept"));
        runOnce(schema.in(database), changes(user("3", T1, Map.of())));
        assertThat(stored(database).values("a")).isEqualTo(Map.of("1", "new", "2", "kept"));
        assertThat(stored(database).values("b")).isEqualTo(Map.of("1", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void a_column_that_its_owner_drops_comes_back_filled(TestDatabase database) {
        Row row = user("1", T1, Map.of("a", "x", "b", "y"));
        JdbcSink sink = schema.sink(database);
        sink.write(changes(row));
        sink.close();
        database.execute("ALTER TABLE " + schema.table(USERS) + " DROP COLUMN \"custom_attributes_a\"");

        WriteResult result = sink.store(changes(row));

        assertThat(result.changed()).isEmpty();
        assertThat(stored(database).values("a")).isEqualTo(Map.of("1", "x"));
    }

    @ParameterizedTest
    @EnumSource
    void reads_see_all_rows_while_columns_are_added_and_widened(TestDatabase database) throws Exception {
        Row[] rows = new Row[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = user("u" + i, T1, Map.of());
        }
        JdbcSink sink = schema.sink(database);
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
