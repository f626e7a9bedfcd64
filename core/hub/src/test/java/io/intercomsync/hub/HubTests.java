package io.intercomsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The base of tests of the hub: a hub in a directory of its own, and short ways to fill it. */
abstract class HubTests {
    static final String WORKSPACE = "w1";
    static final Instant T1 = Instant.parse("2024-05-01T10:00:00Z");

    @TempDir
    Path directory;

    final SteppedClock clock = new SteppedClock();
    private @Nullable Hub open;

    Path file() {
        return directory.resolve("intercom.hub");
    }

    /** Returns the hub on {@link #file()}, which is opened when it is first used. */
    final Hub hub() {
        Hub hub = open;
        if (hub == null) {
            hub = Hub.builder(file())
                    .removalsKept(Duration.ofDays(90))
                    .clock(clock)
                    .build();
            open = hub;
        }
        return hub;
    }

    @AfterEach
    final void closeHub() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    final void fill(Row... rows) {
        fill(List.of(), rows);
    }

    final void fill(List<Removal> removals, Row... rows) {
        hub().store(changes("feed", removals, rows));
    }

    static Changes changes(String feed, List<Removal> removals, Row... rows) {
        Map<IntercomCollection, List<Row>> byCollection = new LinkedHashMap<>();
        for (Row row : rows) {
            byCollection.merge(
                    row.collection(),
                    List.of(row),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        List<Batch> batches = byCollection.entrySet().stream()
                .map(entry -> new Batch(entry.getKey(), entry.getValue().get(0).columns(), entry.getValue()))
                .toList();
        return new Changes(removals, batches, new Checkpoint(WORKSPACE, feed, "{}"));
    }

    static Row user(String id, String name) {
        return whole(IntercomCollection.USERS, Map.of("id", id, "name", name));
    }

    static Row lead(String id, String name) {
        return whole(IntercomCollection.CONTACTS, Map.of("id", id, "name", name));
    }

    static Row profile(String person, String id) {
        return whole(IntercomCollection.SOCIAL_PROFILES, Map.of("person_id", person, "id", id));
    }

    static Row company(String id, String name) {
        return whole(IntercomCollection.COMPANIES, Map.of("id", id, "name", name));
    }

    static Row tag(String id, String name) {
        return whole(IntercomCollection.TAGS, Map.of("id", id, "name", name));
    }

    static Row conversation(String id, String title) {
        return whole(IntercomCollection.CONVERSATIONS, Map.of("id", id, "title", title));
    }

    static Row truncated(String id, String title) {
        return whole(IntercomCollection.CONVERSATIONS, Map.of("id", id, "title", title, "parts_truncated", true));
    }

    static Row part(String conversation, String id, String body) {
        return whole(
                IntercomCollection.CONVERSATION_PARTS, Map.of("id", id, "conversation_id", conversation, "body", body));
    }

    static Row whole(IntercomCollection collection, Map<String, ?> values) {
        return collection.row(collection.record(Row.of(collection, values)));
    }

    static Removal gone(IntercomCollection collection, Reason reason, String id) {
        return new Removal.ByKey(collection, List.of(id), reason, T1, reason == Reason.MERGED ? "survivor" : null);
    }

    static Removal children(IntercomCollection collection, String parent, Reason reason) {
        return new Removal.ChildrenOf(collection, parent, reason, T1);
    }

    /** Asserts that the warehouse holds exactly the rows of the hub. */
    final void assertEqual(InMemorySink warehouse) {
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(Set.copyOf(warehouse.rows(collection).values()))
                    .as(collection.tableName())
                    .isEqualTo(HubRows.of(hub(), collection).stream().collect(Collectors.toSet()));
        }
    }

    final void deleteHub() {
        for (String ending : List.of("", "-wal", "-shm")) {
            try {
                Files.deleteIfExists(directory.resolve("intercom.hub" + ending));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    final void restore(Path copy) throws IOException {
        deleteHub();
        Files.copy(copy, file());
    }
}
