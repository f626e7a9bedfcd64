package io.intercomsync.internal.sweep;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.testing.OfflineContext.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.resource.AccessProbe;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.ContactsResource;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Removal;
import io.intercomsync.testing.HeardOutput;
import io.intercomsync.testing.OfflineContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sweep asks for each object that no list has once, and remembers the answers. */
class SweepProofsTest {
    private static final int MANY = 2_500;

    private final InMemorySink sink = new InMemorySink();
    private final Map<String, Lookup> answers = new HashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final HeardOutput heard = new HeardOutput();

    @Test
    void a_person_and_the_profiles_it_has_are_asked_for_once() {
        hold(USERS, "gone");
        holdProfiles("gone", "without a person");
        answer(Lookup.Outcome.GONE, "gone", "without a person");

        sweep(10, SweepMemory.none());

        assertThat(asked).containsExactlyInAnyOrder("gone", "without a person");
        assertThat(heard.removals())
                .filteredOn(Removal.ByKey.class::isInstance)
                .extracting(Removal::collection)
                .containsExactly(USERS);
        assertThat(heard.removals())
                .filteredOn(Removal.ChildrenOf.class::isInstance)
                .extracting(removal -> ((Removal.ChildrenOf) removal).parentId())
                .containsExactlyInAnyOrder("gone", "without a person");
    }

    @Test
    void an_object_that_is_not_asked_for_or_does_not_answer_stays_remembered() {
        hold(USERS, "a", "b", "c");
        answer(Lookup.Outcome.FOUND, "a");
        answer(Lookup.Outcome.UNPROVEN, "b");
        SweepMemory memory = new SweepMemory(0, Map.of("a", 1L, "b", 2L, "c", 3L), null, 0, Map.of(), Map.of());

        SweepMemory next = sweep(2, memory);

        assertThat(asked).containsExactlyInAnyOrder("a", "b");
        assertThat(next.answers()).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 3L));
        assertThat(next.reached()).isEqualTo("users/b");
        assertThat(heard.removals()).isEmpty();
    }

    @Test
    void an_object_whose_call_fails_is_not_gone_and_its_doubt_is_told() {
        hold(USERS, "a", "b");
        answer(Lookup.Outcome.GONE, "b");

        SweepMemory next = sweep(10, SweepMemory.none());

        assertThat(heard.removals())
                .filteredOn(Removal.ByKey.class::isInstance)
                .extracting(removal -> ((Removal.ByKey) removal).key())
                .containsExactly(List.of("b"));
        assertThat(heard.remarks()).singleElement().asString().contains("not certain", "No answer for a");
        assertThat(next.sweeps()).isEqualTo(1);
    }

    @Test
    void a_sweep_goes_on_behind_the_last_object_that_it_asked_for() {
        hold(USERS, "a", "b", "c");
        hold(CONTACTS, "a lead");
        answer(Lookup.Outcome.FOUND, "c", "a lead");
        SweepMemory memory = new SweepMemory(0, Map.of(), "users/b", 0, Map.of(), Map.of("users", 1L));

        Sweep sweep = new Sweep(context(), persons(), sink, rules(10), memory);
        SweepMemory next = run(sweep);

        assertThat(asked).containsExactlyInAnyOrder("c", "a lead");
        assertThat(next.sweeps()).isEqualTo(1);
        assertThat(sweep.passedOver())
                .as("two were passed over, and one of them was removed before")
                .isEqualTo(1);
    }

    @Test
    void a_sweep_that_was_refused_asks_again_once_what_is_gone_may_be_removed() {
        IntStream.range(0, MANY).forEach(i -> hold(USERS, "u" + (10_000 + i)));
        Map<String, String> proved = new HashMap<>();
        IntStream.range(0, 2_000).forEach(i -> proved.put("u" + (10_000 + i), "deleted"));
        Map<String, Long> answered = new HashMap<>();
        IntStream.range(2_000, MANY).forEach(i -> answered.put("u" + (10_000 + i), 5L));
        proved.keySet().forEach(id -> answer(Lookup.Outcome.FOUND, id));
        answered.keySet().forEach(id -> answer(Lookup.Outcome.FOUND, id));
        SweepMemory refused = new SweepMemory(1, answered, null, 0, proved, Map.of());

        sweep(MANY, refused);

        assertThat(asked)
                .as("2,000 of 2,500 rows may be removed, the other 500 have answered")
                .hasSize(2_000);
    }

    @Test
    void a_merged_person_names_its_survivor_if_intercom_does() {
        hold(USERS, "named", "nameless", "deleted");
        answers.put("named", Lookup.merged("survivor"));
        answers.put("nameless", Lookup.merged(null));
        answer(Lookup.Outcome.GONE, "deleted");

        sweep(10, SweepMemory.none());

        assertThat(heard.removals())
                .filteredOn(Removal.ByKey.class::isInstance)
                .extracting(removal -> ((Removal.ByKey) removal).key().get(0) + " " + removal.reason() + " "
                        + ((Removal.ByKey) removal).survivor())
                .containsExactlyInAnyOrder("named MERGED survivor", "nameless MERGED null", "deleted DELETED null");
    }

    @Test
    void a_sweep_removes_a_thousand_rows_or_a_share_of_what_was_held_before_it() {
        IntStream.range(0, MANY).forEach(i -> hold(USERS, "u" + i));

        assertThat(mayRemove(1_250, 0.5, 0)).isTrue();
        assertThat(mayRemove(1_251, 0.5, 0)).isFalse();
        assertThat(mayRemove(1_000, 0.1, 0)).isTrue();
        assertThat(mayRemove(1_001, 0.1, 0)).isFalse();
        assertThat(mayRemove(1_000, 0.5, 500)).as("half of 3,000, less 500").isTrue();
        assertThat(mayRemove(1_001, 0.5, 500)).isFalse();
    }

    private boolean mayRemove(long more, double share, long before) {
        SweepRules rules = new SweepRules(Duration.ofDays(1), share, MANY);
        SweepMemory memory = new SweepMemory(0, Map.of(), null, 0, Map.of(), Map.of("users", before));
        return new SweepRemovals(context(), persons(), sink, rules, memory).mayRemove(more, USERS);
    }

    @Test
    void a_sweep_that_would_remove_too_much_removes_nothing_and_keeps_its_proofs() {
        IntStream.range(0, MANY).forEach(i -> hold(USERS, "u" + (10_000 + i)));
        IntStream.range(0, MANY).forEach(i -> answer(Lookup.Outcome.GONE, "u" + (10_000 + i)));

        SweepMemory next = sweep(MANY, SweepMemory.none());

        assertThat(heard.removals()).isEmpty();
        assertThat(heard.heard()).containsExactly("gap of 0 in users");
        assertThat(next.gone()).hasSize(2_000).containsEntry("u10000", "deleted");
        assertThat(next.reached()).isEqualTo("users/u11999");
        assertThat(next.sweeps()).isZero();
    }

    private SweepMemory sweep(int mostProbes, SweepMemory memory) {
        return run(new Sweep(context(), persons(), sink, rules(mostProbes), memory));
    }

    private SweepMemory run(Sweep sweep) {
        try (IdFile nobody = new IdFile()) {
            nobody.freeze();
            return sweep.run(nobody, PassScope.sweep(null), heard);
        }
    }

    private FeedContext context() {
        return OfflineContext.over(sink);
    }

    private static SweepRules rules(int mostProbes) {
        return new SweepRules(Duration.ofDays(1), 0.9, mostProbes);
    }

    private void answer(Lookup.Outcome outcome, String... ids) {
        for (String id : ids) {
            answers.put(id, new Lookup(outcome, Map.of("id", id), null, "a doubt"));
        }
    }

    private void hold(IntercomCollection collection, String... ids) {
        for (String id : ids) {
            store(Row.of(collection, Map.of("id", id)));
        }
    }

    private void holdProfiles(String... people) {
        for (String person : people) {
            store(Row.of(SOCIAL_PROFILES, Map.of("person_id", person, "id", "1")));
            store(Row.of(SOCIAL_PROFILES, Map.of("person_id", person, "id", "2")));
        }
    }

    private void store(Row row) {
        Batch batch = new Batch(row.collection(), row.columns(), List.of(row));
        sink.write(new Changes(List.of(), List.of(batch), new Checkpoint(WORKSPACE, "contacts", "{}")));
    }

    /** Returns the people, with the answers of this test. */
    private ApiResource persons() {
        ApiResource real = new ContactsResource();
        return new ApiResource() {
            @Override
            public String feedName() {
                return real.feedName();
            }

            @Override
            public List<IntercomCollection> collections() {
                return real.collections();
            }

            @Override
            public String permission() {
                return real.permission();
            }

            @Override
            public List<AccessProbe> probes() {
                return List.of();
            }

            @Override
            public Feed open(FeedContext context, PassScope scope) {
                throw new AssertionError("a sweep opens no feed");
            }

            @Override
            public ItemMapper items(Selection selection) {
                return real.items(selection);
            }

            @Override
            public boolean tellsChanges() {
                return true;
            }

            @Override
            public Lookup lookup(Calls calls, String id) {
                asked.add(id);
                Lookup answer = answers.get(id);
                if (answer == null) {
                    throw new TransportException("No answer for " + id, null);
                }
                return answer;
            }
        };
    }
}
