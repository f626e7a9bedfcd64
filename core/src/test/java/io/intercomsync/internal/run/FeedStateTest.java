package io.intercomsync.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.run.FeedState.History;
import io.intercomsync.internal.run.FeedState.Terms;
import io.intercomsync.internal.sweep.SweepMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedStateTest {
    private static final Instant PLANNED = Instant.parse("2026-01-02T03:04:05Z");
    private static final PendingObject PARTS = new PendingObject(IntercomCollection.CONVERSATION_PARTS, 2);
    private static final Terms TERMS = new Terms("2.16", Map.of("users", List.of("id", "name")), null);
    private static final List<Slice> SLICES = List.of(
            new Slice("a", 1L, null, "cursor", false, Set.of(), 0, false),
            new Slice("b", null, 1L, null, true, Set.of(), 0, false));

    @Test
    void is_the_same_after_it_was_written_and_read() {
        FeedState state = new FeedState(
                TERMS,
                PassScope.changes(PLANNED.minusSeconds(3600), PLANNED, null),
                PLANNED.plusSeconds(100),
                List.of(SLICES.get(0).fromBeginningAgain().at("later", 300).ahead(Set.of("u1", "u2")), SLICES.get(1)),
                Map.of("users", 12L),
                Map.of(),
                false,
                new History(
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

        assertThat(FeedStateJson.read(FeedStateJson.write(state))).isEqualTo(state);
    }

    @Test
    void K47_reads_the_first_format_that_was_ever_written() {
        String stored = """
            {"api_version":"2.16","columns":{"users":["id","name"]},"finished":false,"format":1,\
            "planned_at":"2026-01-02T03:04:05Z","read_before":true,"rows":{"users":12},"slices":[\
            {"done":false,"from":1,"name":"a","position":"cursor","to":null},\
            {"done":true,"from":null,"name":"b","position":null,"to":1}]}\
            """;

        assertThat(FeedStateJson.read(stored))
                .isEqualTo(new FeedState(
                        TERMS,
                        PassScope.full(null),
                        PLANNED,
                        SLICES,
                        Map.of("users", 12L),
                        Map.of(),
                        false,
                        new History(true, null, PLANNED, 0, SweepMemory.none(), PendingObjects.NONE)));
    }

    @Test
    void K47_reads_the_second_format_as_it_was_before_more_than_parts_was_remembered() {
        FeedState now = owingPartsOf("1");
        String stored = FeedStateJson.write(now)
                .replace("\"owed\":{\"1\":{\"collection\":\"conversation_parts\",\"rows\":2}}", "\"lacking\":{\"1\":2}")
                .replace("\"owed_of_others\":[],", "");

        assertThat(stored).contains("lacking").doesNotContain("owed");
        assertThat(FeedStateJson.read(stored)).isEqualTo(now);
    }

    @Test
    void K47_reads_the_second_format_as_it_was_when_others_were_together_under_an_empty_id() {
        FeedState now = owingPartsOf("1", IntercomCollection.CONVERSATION_PARTS);
        String stored = FeedStateJson.write(now)
                .replace("\"owed_of_others\":[\"conversation_parts\"],", "")
                .replace("\"owed\":{", "\"owed\":{\"\":{\"collection\":\"conversation_parts\",\"rows\":9},");

        assertThat(stored).doesNotContain("others").contains("\"\":");
        assertThat(FeedStateJson.read(stored)).isEqualTo(now);
    }

    @Test
    void tells_up_to_when_rows_are_proof_where_something_is_lacking() {
        FeedState first = FeedState.planned(TERMS, PassScope.full(null), PLANNED, SLICES, History.NONE);
        FeedState again = FeedState.planned(TERMS, PassScope.full(null), PLANNED, SLICES, History.NONE.withRows());
        FeedState changes = FeedState.planned(
                TERMS, PassScope.changes(Instant.EPOCH, PLANNED.minusSeconds(60), null), PLANNED, SLICES, History.NONE);
        Set<IntercomCollection> lacking = Set.of(IntercomCollection.CONVERSATIONS);

        assertThat(asOf(first.lacking(lacking))).isEqualTo(PLANNED);
        assertThat(asOf(again.lacking(lacking))).isEqualTo(Instant.EPOCH);
        assertThat(asOf(changes.lacking(lacking))).isEqualTo(PLANNED.minusSeconds(60));
        assertThat(asOf(again.lacking(lacking).lacking(lacking))).isEqualTo(Instant.EPOCH);
        assertThat(asOf(again.lacking(lacking).owingNoOthers())).isNull();
        assertThat(again.lacking(lacking).history().owed().butWhatIsListed().asOf())
                .isNull();
    }

    private static @Nullable Instant asOf(FeedState state) {
        FeedState read = FeedStateJson.read(FeedStateJson.write(state));
        assertThat(read).isEqualTo(state);
        return read.history().owed().asOf();
    }

    @Test
    void remembers_so_many_objects_and_of_others_their_collections() {
        Map<String, Optional<PendingObject>> many = new HashMap<>();
        for (int i = 0; i < 199; i++) {
            many.put("user " + i, Optional.of(new PendingObject(IntercomCollection.USERS, 0)));
        }
        Optional<PendingObject> lead = Optional.of(new PendingObject(IntercomCollection.CONTACTS, 0));

        PendingObjects full = PendingObjects.NONE.with(many, PLANNED).with(Map.of("lead 1", lead), PLANNED);
        PendingObjects more = full.with(Map.of("lead 2", lead, "user 7", Optional.empty()), PLANNED);

        assertThat(full.objects()).hasSize(200);
        assertThat(full.others()).isEmpty();
        assertThat(full.asOf()).isNull();
        assertThat(full.with(Map.of("lead 2", lead), Instant.EPOCH).asOf()).isEqualTo(Instant.EPOCH);
        assertThat(more.objects()).containsKey("lead 1").doesNotContainKey("user 7");
        assertThat(full.with(Map.of("lead 2", lead), PLANNED).others()).containsExactly(IntercomCollection.CONTACTS);
        assertThat(full.with(Map.of("lead 2", lead), PLANNED).withoutOthers()).isEqualTo(full);
        PendingObjects ofParts =
                full.withOthers(Set.of(IntercomCollection.USERS, IntercomCollection.CONVERSATION_PARTS), null);
        assertThat(ofParts.butWhatIsListed().others()).containsExactly(IntercomCollection.CONVERSATION_PARTS);
        assertThat(ofParts.withoutOthers()).isEqualTo(full);
    }

    private static FeedState owingPartsOf(String conversation, IntercomCollection... others) {
        PendingObjects owed = new PendingObjects(Map.of(conversation, PARTS), Set.of(others));
        History history = new History(true, PLANNED, PLANNED, 0, SweepMemory.none(), owed);
        return new FeedState(TERMS, PassScope.full(null), PLANNED, List.of(), Map.of(), Map.of(), true, history);
    }

    @Test
    void K48_refuses_what_it_cannot_read() {
        assertThatThrownBy(() -> FeedStateJson.read("{\"format\":3}"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("format 3");
        assertThatThrownBy(() -> FeedStateJson.read("not json")).isInstanceOf(CheckpointException.class);
        assertThatThrownBy(() -> FeedStateJson.read("{\"format\":1}")).isInstanceOf(CheckpointException.class);
        assertThatThrownBy(() -> FeedStateJson.read("{\"format\":2}")).isInstanceOf(CheckpointException.class);
    }

    @Test
    void covers_a_read_of_the_same_or_of_fewer_columns_of_the_same_version() {
        assertThat(TERMS.cover(terms("2.16", Map.of("users", List.of("id"))))).isTrue();
        assertThat(TERMS.cover(terms("2.15", Map.of("users", List.of("id"))))).isFalse();
        assertThat(TERMS.cover(terms("2.16", Map.of("users", List.of("id", "email")))))
                .isFalse();
        assertThat(TERMS.cover(terms("2.16", Map.of("contacts", List.of("id")))))
                .isFalse();
    }

    @Test
    void covers_a_later_start_date_but_no_earlier_one() {
        Terms since = new Terms("2.16", Map.of(), PLANNED);

        assertThat(since.cover(new Terms("2.16", Map.of(), PLANNED))).isTrue();
        assertThat(since.cover(new Terms("2.16", Map.of(), PLANNED.plusSeconds(1))))
                .isTrue();
        assertThat(since.cover(new Terms("2.16", Map.of(), PLANNED.minusSeconds(1))))
                .isFalse();
        assertThat(since.cover(new Terms("2.16", Map.of(), null))).isFalse();
    }

    private static Terms terms(String version, Map<String, List<String>> columns) {
        return new Terms(version, columns, null);
    }
}
