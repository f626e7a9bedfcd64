package io.intercomsync.internal.write;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.model.Contact;
import io.intercomsync.model.SocialProfile;
import io.intercomsync.model.User;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnitBuilderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Selection ALL = new Selection(EnumSet.allOf(IntercomCollection.class), Set.of());

    @Test
    void equals_its_chunks_written_one_by_one() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<Chunk> earlier = chunks(random);
            List<Chunk> joined = chunks(random);
            InMemorySink one = new InMemorySink();
            InMemorySink other = new InMemorySink();
            earlier.forEach(chunk -> write(List.of(chunk), one));
            earlier.forEach(chunk -> write(List.of(chunk), other));

            joined.forEach(chunk -> write(List.of(chunk), one));
            writeJoined(joined, other);

            for (IntercomCollection collection : IntercomCollection.values()) {
                assertThat(other.rows(collection))
                        .as("seed %d, %s", seed, collection)
                        .isEqualTo(one.rows(collection));
            }
        }
    }

    @Test
    void keeps_the_newest_version_of_a_row_and_its_children_together() {
        UnitBuilder unit = new UnitBuilder();
        unit.add(chunk(List.of(), List.of(user("u", 20, "new", "a"), user("u", 10, "old", "b"))));

        assertThat(unit.rowsOf(USERS)).extracting(row -> row.value("name")).containsExactly("new");
        assertThat(unit.batches(ALL).get(1).rows())
                .extracting(row -> row.value("id"))
                .containsExactly("a");
    }

    @Test
    void holds_the_removals_of_its_chunks_and_counts_those_of_single_rows() {
        UnitBuilder unit = new UnitBuilder();
        Removal row = new Removal.ByKey(USERS, List.of("u1"), Removal.Reason.DELETED, NOW, null);
        Removal lead = new Removal.ByKey(CONTACTS, List.of("u2"), Removal.Reason.DELETED, NOW, null);
        Removal children = new Removal.ChildrenOf(SOCIAL_PROFILES, "u1", Removal.Reason.DELETED, NOW);

        unit.add(chunk(List.of(row, children), List.of(user("u3", 1, "new", "a"))));
        unit.add(chunk(List.of(lead, row), List.of()));

        assertThat(unit.removals(NOW))
                .containsExactly(
                        row,
                        children,
                        lead,
                        new Removal.ChildrenOf(SOCIAL_PROFILES, "u3", Removal.Reason.REPLACED, NOW));
        assertThat(unit.removalsByCollection()).isEqualTo(Map.of(USERS, 1L, CONTACTS, 1L));
    }

    @Test
    void a_removal_of_something_else_does_not_begin_a_new_unit() {
        UnitBuilder unit = new UnitBuilder();
        unit.add(chunk(List.of(), List.of(user("u1", 1, "one", "a"))));
        Set<List<String>> keys = Set.of(List.of("u1"));

        assertThat(unit.accepts(chunk(List.of(ofUser("u2")), List.of()))).isTrue();
        assertThat(unit.accepts(chunk(List.of(ofUser("u1")), List.of()))).isFalse();
        assertThat(unit.accepts(chunk(List.of(ofProfiles("u2")), List.of()))).isTrue();
        assertThat(unit.accepts(chunk(List.of(ofProfiles("u1")), List.of()))).isFalse();
        assertThat(unit.accepts(
                        chunk(List.of(new Removal.AllBut(CONTACTS, keys, Removal.Reason.DELETED, NOW)), List.of())))
                .isTrue();
        assertThat(unit.accepts(
                        chunk(List.of(new Removal.AllBut(USERS, keys, Removal.Reason.DELETED, NOW)), List.of())))
                .isFalse();
    }

    private static Removal ofUser(String id) {
        return new Removal.ByKey(USERS, List.of(id), Removal.Reason.DELETED, NOW, null);
    }

    private static Removal ofProfiles(String id) {
        return new Removal.ChildrenOf(SOCIAL_PROFILES, id, Removal.Reason.DELETED, NOW);
    }

    @Test
    void children_that_replace_none_come_beside_those_that_came_before() {
        UnitBuilder unit = new UnitBuilder();
        unit.add(chunk(
                List.of(),
                List.of(adding("u", 10, "a"), adding("u", 10, "b"), withoutChildren("u"), withoutChildren("v"))));

        assertThat(profiles(unit)).containsExactly("a", "b");
        assertThat(unit.removals(NOW)).isEmpty();
        assertThat(unit.accepts(chunk(List.of(), List.of(adding("v", 1, "c"))))).isTrue();
        assertThat(unit.accepts(chunk(List.of(), List.of(adding("u", 1, "c"))))).isFalse();
    }

    private static Item adding(String id, long version, String profile) {
        Item item = user(id, version, "name", profile);
        return new Item(id, item.row(), item.children(), null);
    }

    private static Item withoutChildren(String id) {
        return new Item(id, null, List.of(), null);
    }

    private static List<Object> profiles(UnitBuilder unit) {
        return unit.batches(ALL).stream()
                .filter(batch -> batch.collection() == SOCIAL_PROFILES)
                .flatMap(batch -> batch.rows().stream())
                .<Object>map(row -> String.valueOf(row.value("id")))
                .toList();
    }

    @Test
    void a_row_is_dropped_with_its_children_unless_they_belong_to_the_row_that_stays() {
        UnitBuilder unit = new UnitBuilder();
        Item gone = user("u1", 1, "gone", "a");
        Item user = user("u2", 1, "user", "b");
        Row lead = CONTACTS.row(IntercomCollection.record(Contact.class, Map.of("id", "u2")));
        unit.add(chunk(List.of(), List.of(gone, user, new Item("u2", lead, List.of(), null))));

        unit.drop(requireNonNull(gone.row()));
        unit.dropTwin(lead, requireNonNull(user.row()));
        unit.drop(lead);

        assertThat(unit.rowsOf(USERS)).containsExactly(requireNonNull(user.row()));
        assertThat(unit.rowsOf(CONTACTS)).isEmpty();
        assertThat(profiles(unit)).containsExactly("b");
    }

    private static void write(List<Chunk> chunks, InMemorySink sink) {
        UnitBuilder unit = new UnitBuilder();
        chunks.forEach(unit::add);
        sink.write(new Changes(unit.removals(NOW), unit.batches(ALL), new Checkpoint("w", "contacts", "{}")));
    }

    private static void writeJoined(List<Chunk> chunks, InMemorySink sink) {
        UnitBuilder unit = new UnitBuilder();
        List<Chunk> taken = new ArrayList<>();
        for (Chunk chunk : chunks) {
            if (!unit.accepts(chunk)) {
                write(taken, sink);
                taken.clear();
                unit = new UnitBuilder();
            }
            unit.add(chunk);
            taken.add(chunk);
        }
        write(taken, sink);
    }

    private static List<Chunk> chunks(Random random) {
        List<Chunk> chunks = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            List<Removal> removals = new ArrayList<>();
            List<Item> items = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                removals.add(removal(random));
            }
            for (int j = random.nextInt(4); j > 0; j--) {
                items.add(item(random));
            }
            chunks.add(chunk(removals, items));
        }
        return chunks;
    }

    private static Removal removal(Random random) {
        String id = id(random);
        return switch (random.nextInt(4)) {
            case 0 -> new Removal.ByKey(USERS, List.of(id), Removal.Reason.DELETED, NOW, null);
            case 1 -> new Removal.ByKey(CONTACTS, List.of(id), Removal.Reason.MOVED, NOW, null);
            case 2 -> new Removal.ChildrenOf(SOCIAL_PROFILES, id, Removal.Reason.DELETED, NOW);
            default ->
                new Removal.AllBut(
                        USERS, Set.copyOf(List.of(List.of(id), List.of(id(random)))), Removal.Reason.DELETED, NOW);
        };
    }

    private static Item item(Random random) {
        Item item = user(id(random), random.nextInt(3), "name" + random.nextInt(5), random.nextBoolean() ? "a" : "b");
        return random.nextInt(4) == 0 ? new Item(item.id(), item.row(), item.children(), null) : item;
    }

    private static String id(Random random) {
        return "u" + random.nextInt(3);
    }

    private static Item user(String id, long version, String name, String profile) {
        Row row = USERS.row(IntercomCollection.record(
                User.class, Map.of("id", id, "name", name, "updated_at", Instant.ofEpochSecond(version))));
        Row child = SOCIAL_PROFILES.row(
                IntercomCollection.record(SocialProfile.class, Map.of("person_id", id, "id", profile, "name", name)));
        return new Item(id, row, List.of(child), SOCIAL_PROFILES);
    }

    private static Chunk chunk(List<Removal> removals, List<Item> items) {
        return new Chunk(removals, items, List.of(), 1);
    }
}
