package io.intercomsync.internal.paging;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.testing.OfflineContext.NOW;
import static io.intercomsync.testing.OfflineContext.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.testing.OfflineContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An object is left alone only if the stored row proves that nothing has changed. */
class StoredVersionsTest {
    private static final long LONG_AGO = 1_000;
    private static final PassScope CHANGES = PassScope.changes(Instant.EPOCH, NOW, null);

    private final InMemorySink sink = new InMemorySink();

    @Test
    void an_object_in_the_version_of_its_row_is_unchanged() {
        hold(row("same", LONG_AGO), row("older", LONG_AGO), row("unknown", null));

        Set<String> unchanged = unchanged(
                sink,
                CHANGES,
                List.of(
                        object("same", LONG_AGO),
                        object("older", LONG_AGO + 1),
                        object("unknown", LONG_AGO),
                        object("absent", LONG_AGO)));

        assertThat(unchanged).containsExactly("same");
    }

    @Test
    void a_version_within_five_seconds_of_the_last_pass_proves_nothing() {
        long bound = NOW.getEpochSecond() - 5;
        hold(row("near", bound + 1), row("far", bound));

        assertThat(unchanged(sink, CHANGES, List.of(object("near", bound + 1), object("far", bound))))
                .containsExactly("far");
    }

    @Test
    void an_object_without_a_version_is_read_again() {
        hold(row("u", null));

        assertThat(unchanged(sink, CHANGES, List.of(object("u", null)))).isEmpty();
        assertThat(new StoredVersions(OfflineContext.over(sink), CHANGES).held(USERS, List.of(object("u", null))))
                .isEmpty();
    }

    @Test
    void a_row_that_was_stored_without_its_children_proves_nothing() {
        InMemorySink lacking = new InMemorySink() {
            @Override
            public Set<List<String>> lackingChildren(
                    String workspace, IntercomCollection collection, Collection<List<String>> keys) {
                return Set.of(List.of("lacking"));
            }
        };
        store(lacking, row("lacking", LONG_AGO), row("whole", LONG_AGO));

        assertThat(unchanged(lacking, CHANGES, List.of(object("lacking", LONG_AGO), object("whole", LONG_AGO))))
                .containsExactly("whole");
    }

    @Test
    void a_pass_that_asks_for_everything_takes_no_row_for_a_proof() {
        hold(row("u", LONG_AGO));

        assertThat(unchanged(sink, PassScope.full(null), List.of(object("u", LONG_AGO))))
                .isEmpty();
        assertThat(unchanged(null, CHANGES, List.of(object("u", LONG_AGO)))).isEmpty();
    }

    @Test
    void a_sink_is_asked_for_no_object_without_an_id() {
        hold(row("u", LONG_AGO), row("null", LONG_AGO));
        StoredVersions versions = new StoredVersions(OfflineContext.over(sink), PassScope.full(null));

        assertThat(versions.held(USERS, List.of(object(null, LONG_AGO), object("u", LONG_AGO))))
                .containsExactly("u");
        assertThat(new StoredVersions(OfflineContext.over(null), CHANGES).held(USERS, List.of(object("u", LONG_AGO))))
                .isEmpty();
    }

    private static Set<String> unchanged(
            @Nullable ReadableSink sink, PassScope scope, List<Map<String, @Nullable Object>> objects) {
        return new StoredVersions(OfflineContext.over(sink), scope).unchanged(USERS, objects);
    }

    private void hold(Row... rows) {
        store(sink, rows);
    }

    private static void store(InMemorySink sink, Row... rows) {
        Batch batch = new Batch(USERS, rows[0].columns(), List.of(rows));
        sink.write(new Changes(List.of(), List.of(batch), new Checkpoint(WORKSPACE, "contacts", "{}")));
    }

    private static Row row(String id, @Nullable Long version) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", id);
        values.put("updated_at", version == null ? null : Instant.ofEpochSecond(version));
        return Row.of(USERS, values);
    }

    private static Map<String, @Nullable Object> object(@Nullable String id, @Nullable Long version) {
        Map<String, @Nullable Object> object = new HashMap<>();
        object.put("id", id);
        object.put("updated_at", version);
        return object;
    }
}
