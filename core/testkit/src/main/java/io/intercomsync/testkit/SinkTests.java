package io.intercomsync.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The base of the contract: opens the sink, reads its rows, and has short ways to write and to compare. */
abstract class SinkTests {
    static final String WORKSPACE = "w1";
    static final Instant T1 = Instant.parse("2024-05-01T10:00:00Z");
    static final Instant T2 = Instant.parse("2024-05-01T10:00:01Z");

    final Records records = new Records(20_240_501);
    private final List<Sink> opened = new ArrayList<>();

    /**
     * Opens the sink of the running test. The first call opens an empty sink; each further call opens a sink on the
     * same place again. The contract closes all of them.
     */
    protected abstract Sink open();

    /**
     * Returns the live rows of all workspaces in the place of the sink, in any order, with at least the columns that
     * were written. Rows that are marked as deleted are not live. If possible, read the place without the methods of
     * the sink.
     */
    protected abstract List<Row> stored(IntercomCollection collection);

    /** Opens the sink. It is closed after the test. */
    final Sink sink() {
        Sink sink = open();
        opened.add(sink);
        return sink;
    }

    @AfterEach
    final void close_what_was_opened() {
        opened.forEach(Sink::close);
    }

    static Changes changes(List<Removal> removals, Row... rows) {
        Map<IntercomCollection, List<Row>> byCollection = new LinkedHashMap<>();
        for (Row row : rows) {
            byCollection
                    .computeIfAbsent(row.collection(), c -> new ArrayList<>())
                    .add(row);
        }
        List<Batch> batches = byCollection.entrySet().stream()
                .map(entry -> new Batch(entry.getKey(), entry.getValue().get(0).columns(), entry.getValue()))
                .toList();
        return new Changes(removals, batches, new Checkpoint(WORKSPACE, "feed", "{}"));
    }

    static Changes changes(Row... rows) {
        return changes(List.of(), rows);
    }

    static Removal byKey(IntercomCollection collection, Removal.Reason reason, String... key) {
        return new Removal.ByKey(collection, List.of(key), reason, T2, null);
    }

    static Removal childrenOf(IntercomCollection collection, String parent, Removal.Reason reason) {
        return new Removal.ChildrenOf(collection, parent, reason, T2);
    }

    /** Returns the row with another value in one column. */
    static Row with(Row row, String column, @Nullable Object value) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        List<String> names = row.columns().stream().map(Column::name).toList();
        assertThat(names).contains(column);
        values.set(names.indexOf(column), value);
        return Row.of(row.collection(), row.columns(), values);
    }

    /** Asserts that exactly these rows are stored, each with all its values. */
    final void assertWhole(IntercomCollection collection, Row... expected) {
        assertValues(collection, Differences.columns(expected[0]), expected);
    }

    /**
     * Asserts that exactly these rows are stored, each in the given version. Other tests compare the other values, so
     * one wrong column fails only those tests.
     */
    final void assertStored(IntercomCollection collection, Row... expected) {
        assertValues(collection, List.of(versionColumn(collection)), expected);
    }

    /** Asserts that exactly these rows are stored, each with the given values in these columns. */
    final void assertValues(IntercomCollection collection, List<String> columns, Row... expected) {
        Map<List<String>, Row> held = new LinkedHashMap<>();
        for (Row row : stored(collection)) {
            assertThat(held.put(key(row), row))
                    .as("a second row with the key " + key(row))
                    .isNull();
        }
        assertThat(held.keySet())
                .as("keys of " + collection.tableName())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(expected).map(SinkTests::key).toList());
        Differences differences = new Differences(collection.tableName());
        for (Row row : expected) {
            differences.compare(row, requireNonNull(held.get(key(row))), columns);
        }
        differences.fail();
    }

    /** Returns the column that differs between two versions of a row. */
    static String versionColumn(IntercomCollection collection) {
        boolean hasVersions =
                collection.columns().stream().anyMatch(column -> column.name().equals("updated_at"));
        return hasVersions ? "updated_at" : "name";
    }

    static List<String> key(Row row) {
        return row.key().stream().map(Sameness::text).toList();
    }
}
