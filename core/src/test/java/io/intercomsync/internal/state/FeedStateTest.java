package io.intercomsync.internal.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.run.ApiResources;
import io.intercomsync.internal.sweep.SweepMemory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedStateTest {
    private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();
    private static final Instant PLANNED = Instant.parse("2026-01-02T03:04:05Z");
    private static final PendingObject PARTS = new PendingObject(IntercomCollection.CONVERSATION_PARTS, 2);
    private static final Coverage COVERAGE = new Coverage("2.16", Map.of("users", List.of("id", "name")), null);
    private static final List<Slice> SLICES = List.of(
            new Slice("a", 1L, null, "cursor", false, 0, false), new Slice("b", null, 1L, null, true, 0, false));

    @Test
    void is_the_same_after_it_was_written_and_read() {
        Instant start = PLANNED.minusSeconds(9_000);
        FeedState state = new FeedState(
                new Coverage("2.16", COVERAGE.columns(), start),
                PassScope.changes(PLANNED.minusSeconds(3600), PLANNED, start),
                PLANNED.plusSeconds(100),
                List.of(SLICES.get(0).fromBeginningAgain().at("later", 300), SLICES.get(1)),
                Map.of("users", 12L),
                Map.of("users", 3L),
                false,
                new CarriedState(
                        true,
                        PLANNED,
                        PLANNED.minusSeconds(5),
                        7,
                        new SweepMemory(
                                3,
                                Map.of("c1", 2L),
                                "companies/c1",
                                30,
                                Map.of("c2", "deleted"),
                                Map.of("companies", 7L)),
                        new PendingObjects(Map.of("1", PARTS), Set.of(IntercomCollection.USERS))));

        assertThat(writtenAndRead(state)).isEqualTo(state);
    }

    /** Written by hand: whoever changes the form must keep reading this one, once it has been released. */
    @Test
    void K47_reads_the_form_that_is_written_today() {
        save("users", """
            {"api_version":"2.16","asked_at":"2026-01-02T03:04:05Z","columns":{"users":["id","name"]},"finished":false,\
            "format":1,"losses":{},"pass":"FULL","pending_version":4,"planned_at":"2026-01-02T03:04:05Z",\
            "read_before":true,"rows":{"users":12},"slices":[{"from":1,"name":"a","position":"cursor"},\
            {"done":true,"name":"b","to":1}],"surplus":0,"sweep_version":1}""");
        save("users.pending", """
            {"format":1,"versions":{"3":{"gaps":[],"objects":{}},"4":{"gaps":["users"],\
            "objects":{"1":{"collection":"conversation_parts","rows":2}}}}}""");
        save("users.sweep", """
            {"format":1,"versions":{"0":{"answers":{},"cost":0,"gone":{},"reached":null,"removed":{},"sweeps":0},\
            "1":{"answers":{"c":2},"cost":5,"gone":{},"reached":null,"removed":{},"sweeps":1}}}""");

        assertThat(load("users"))
                .isEqualTo(new FeedState(
                        COVERAGE,
                        PassScope.full(null),
                        PLANNED,
                        SLICES,
                        Map.of("users", 12L),
                        Map.of(),
                        false,
                        new CarriedState(
                                true,
                                PLANNED,
                                null,
                                0,
                                new SweepMemory(1, Map.of("c", 2L), null, 5, Map.of(), Map.of()),
                                new PendingObjects(Map.of("1", PARTS), Set.of(IntercomCollection.USERS)))));
    }

    @Test
    void a_checkpoint_is_small_whatever_the_size_of_the_workspace() {
        Map<String, Long> withoutUsers = new HashMap<>();
        Map<String, Optional<PendingObject>> missing = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            withoutUsers.put("company " + i, 3L);
        }
        for (int i = 0; i < 10_000; i++) {
            missing.put("object " + i, Optional.of(new PendingObject(IntercomCollection.COMPANIES, 0)));
        }
        Selection all = new Selection(EnumSet.allOf(IntercomCollection.class), Set.of());
        for (ApiResource resource : ApiResources.of(new VersionRules("2.16", false, true, true, false))) {
            Coverage whole = Coverage.of("2.16", all, resource.collections(), PLANNED);
            FeedState state = FeedState.planned(
                            whole, PassScope.full(PLANNED), PLANNED, SLICES, CarriedState.NONE.withRows())
                    .withSweepMemory(SweepMemory.none().finished(withoutUsers))
                    .withPending(missing);

            List<Checkpoint> saved =
                    SavedEntries.NONE.with(state).checkpoints("w", resource.feedName(), state, SavedEntries.NONE);

            assertThat(saved).extracting(Checkpoint::feed).hasSize(3).endsWith(resource.feedName());
            assertThat(saved.get(2).state()).as("%s", resource).hasSizeLessThan(4_000);
            assertThat(saved.get(0).state()).as("%s", resource).hasSizeLessThan(20_000);
            assertThat(saved.get(1).state()).as("%s", resource).hasSizeLessThan(100_000);
        }
    }

    @Test
    void tells_the_time_before_which_rows_are_complete_in_spite_of_gaps() {
        FeedState first = FeedState.planned(COVERAGE, PassScope.full(null), PLANNED, SLICES, CarriedState.NONE);
        FeedState again =
                FeedState.planned(COVERAGE, PassScope.full(null), PLANNED, SLICES, CarriedState.NONE.withRows());
        FeedState changes = FeedState.planned(
                COVERAGE,
                PassScope.changes(Instant.EPOCH, PLANNED.minusSeconds(60), null),
                PLANNED,
                SLICES,
                CarriedState.NONE);
        Set<IntercomCollection> lacking = Set.of(IntercomCollection.CONVERSATIONS);

        assertThat(asOf(first.withGaps(lacking))).isEqualTo(PLANNED);
        assertThat(asOf(again.withGaps(lacking))).isEqualTo(Instant.EPOCH);
        assertThat(asOf(changes.withGaps(lacking))).isEqualTo(PLANNED.minusSeconds(60));
        assertThat(asOf(again.withGaps(lacking).withGaps(lacking))).isEqualTo(Instant.EPOCH);
        assertThat(asOf(again.withGaps(lacking).withoutGaps())).isNull();
        assertThat(again.withGaps(lacking).history().pending().withoutListed().completeUntil())
                .isNull();
    }

    private @Nullable Instant asOf(FeedState state) {
        FeedState read = writtenAndRead(state);
        assertThat(read).isEqualTo(state);
        return read.history().pending().completeUntil();
    }

    @Test
    void remembers_200_objects_and_the_collections_of_others() {
        Map<String, Optional<PendingObject>> many = new HashMap<>();
        for (int i = 0; i < 199; i++) {
            many.put("user " + i, Optional.of(new PendingObject(IntercomCollection.USERS, 0)));
        }
        Optional<PendingObject> lead = Optional.of(new PendingObject(IntercomCollection.CONTACTS, 0));

        PendingObjects full = PendingObjects.NONE.with(many, PLANNED).with(Map.of("lead 1", lead), PLANNED);
        PendingObjects more = full.with(Map.of("lead 2", lead, "user 7", Optional.empty()), PLANNED);

        assertThat(full.objects()).hasSize(200);
        assertThat(full.gaps()).isEmpty();
        assertThat(full.completeUntil()).isNull();
        assertThat(full.with(Map.of("lead 2", lead), Instant.EPOCH).completeUntil())
                .isEqualTo(Instant.EPOCH);
        assertThat(more.objects()).containsKey("lead 1").doesNotContainKey("user 7");
        assertThat(full.with(Map.of("lead 2", lead), PLANNED).gaps()).containsExactly(IntercomCollection.CONTACTS);
        assertThat(full.with(Map.of("lead 2", lead), PLANNED).withoutGaps()).isEqualTo(full);
        PendingObjects ofParts =
                full.withGaps(Set.of(IntercomCollection.USERS, IntercomCollection.CONVERSATION_PARTS), null);
        assertThat(ofParts.withoutListed().gaps()).containsExactly(IntercomCollection.CONVERSATION_PARTS);
        assertThat(ofParts.withoutGaps()).isEqualTo(full);
    }

    @Test
    void K48_refuses_what_it_cannot_read() {
        for (String bad : List.of(
                "not json", "[]", "{\"format\":1}", "{\"format\":1,\"pending_version\":1,\"sweep_version\":0}")) {
            save("users", bad);
            assertThatThrownBy(() -> load("users"))
                    .as(bad)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("delete it to read users from the start");
        }
        save("users", "{\"format\":3}");
        assertThatThrownBy(() -> load("users"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("format 3");
    }

    @Test
    void K48_refuses_a_state_in_which_a_value_is_null() {
        String state =
                "{\"api_version\":\"2.16\",\"columns\":{\"users\":[\"id\"]},\"finished\":true,\"format\":1,\"losses\":{},"
                        + "\"pass\":\"FULL\",\"pending_version\":0,\"planned_at\":\"2026-01-02T03:04:05Z\",\"read_before\":true,"
                        + "\"rows\":{\"users\":12},\"slices\":[{\"name\":\"a\"}],\"surplus\":0,\"sweep_version\":0}";
        save("users", state);
        assertThat(load("users").rows()).containsEntry("users", 12L);

        for (String value : List.of("12", "{\"name\":\"a\"}", "[\"id\"]")) {
            save("users", state.replace(value, "null"));

            assertThatThrownBy(() -> load("users"))
                    .as(value)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("delete it to read users from the start");
        }
    }

    private void save(String feed, String state) {
        store.save(new Checkpoint("w", feed, state));
    }

    private FeedState load(String feed) {
        ClockReading now = new ClockReading(PLANNED.plusSeconds(1_000_000), PLANNED.plusSeconds(1_000_000));
        WorkspaceInfo me = new WorkspaceInfo("w", "", ZoneOffset.UTC, null, now);
        return requireNonNull(new Checkpoints(changes -> {}, store).load(me, feed))
                .state();
    }

    private FeedState writtenAndRead(FeedState state) {
        SavedEntries.NONE
                .with(state)
                .checkpoints("w", "users", state, SavedEntries.NONE)
                .forEach(store::save);
        return load("users");
    }

    @Test
    void covers_a_read_of_the_same_or_of_fewer_columns_of_the_same_version() {
        assertThat(COVERAGE.covers(terms("2.16", Map.of("users", List.of("id")))))
                .isTrue();
        assertThat(COVERAGE.covers(terms("2.15", Map.of("users", List.of("id")))))
                .isFalse();
        assertThat(COVERAGE.covers(terms("2.16", Map.of("users", List.of("id", "email")))))
                .isFalse();
        assertThat(COVERAGE.covers(terms("2.16", Map.of("contacts", List.of("id")))))
                .isFalse();
    }

    @Test
    void names_the_columns_of_the_chosen_collections_alone() {
        Selection users = new Selection(Set.of(IntercomCollection.USERS), Set.of());
        Coverage coverage =
                Coverage.of("2.16", users, List.of(IntercomCollection.USERS, IntercomCollection.CONTACTS), PLANNED);

        assertThat(coverage.columns()).containsOnlyKeys("users");
        assertThat(coverage.columns().get("users"))
                .hasSize(IntercomCollection.USERS.columns().size());
        assertThat(coverage.startDate()).isEqualTo(PLANNED);
    }

    @Test
    void covers_a_later_start_date_but_no_earlier_one() {
        Coverage since = new Coverage("2.16", Map.of(), PLANNED);

        assertThat(since.covers(new Coverage("2.16", Map.of(), PLANNED))).isTrue();
        assertThat(since.covers(new Coverage("2.16", Map.of(), PLANNED.plusSeconds(1))))
                .isTrue();
        assertThat(since.covers(new Coverage("2.16", Map.of(), PLANNED.minusSeconds(1))))
                .isFalse();
        assertThat(since.covers(new Coverage("2.16", Map.of(), null))).isFalse();
    }

    private static Coverage terms(String version, Map<String, List<String>> columns) {
        return new Coverage(version, columns, null);
    }
}
