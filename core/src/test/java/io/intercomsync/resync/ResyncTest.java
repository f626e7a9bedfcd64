package io.intercomsync.resync;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.intercomsync.ApiVersion;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.RecordingSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads single objects again, without a run over everything. */
class ResyncTest {

    private static Copy small() {
        Copy copy = new Copy(workspace -> workspace);
        copy.fake
                .contact("u", Map.of("name", "before"))
                .contact("l", Map.of("role", "lead", "name", "before"))
                .company("k", Map.of("name", "before"))
                .tag("t", "before")
                .segment("s", Map.of("name", "before"))
                .admin("a", Map.of("name", "before"))
                .team("m", Map.of("name", "before"))
                .conversation("c", Map.of("contacts", List.of("u"), "title", "before"));
        copy.fake.addPart("c", Map.of("body", "before"));
        copy.after(Duration.ofDays(5));
        copy.sync();
        copy.after(Duration.ofHours(1));
        copy.fake.forgetRequests();
        return copy;
    }

    private static void changeAll(Copy copy) {
        Map<String, Object> profile =
                Map.of("type", "social_profile", "name", "Twitter", "url", "http://twitter.com/after");
        copy.fake
                .contact("u", Map.of("name", "after", "social_profiles", List.of(profile)))
                .contact("l", Map.of("role", "lead", "name", "after"))
                .company("k", Map.of("name", "after"))
                .tag("t", "after")
                .segment("s", Map.of("name", "after"))
                .admin("a", Map.of("name", "after"))
                .team("m", Map.of("name", "after"))
                .conversation("c", Map.of("contacts", List.of("u"), "title", "after"));
        copy.fake.addPart("c", Map.of("body", "after"));
        copy.fake.tagContact("u", "t").enterSegment("u", "s");
        copy.after(Duration.ofMinutes(1));
    }

    private static String idOf(IntercomCollection collection) {
        return switch (collection) {
            case USERS, SOCIAL_PROFILES -> "u";
            case CONTACTS -> "l";
            case COMPANIES -> "k";
            case TAGS -> "t";
            case SEGMENTS -> "s";
            case ADMINS -> "a";
            case CONVERSATIONS, CONVERSATION_PARTS -> "c";
        };
    }

    @ParameterizedTest
    @EnumSource
    void an_object_of_each_collection_becomes_what_it_is_at_intercom(IntercomCollection collection) {
        try (Copy copy = small()) {
            changeAll(copy);

            SyncReport report = copy.resync(collection, List.of(idOf(collection)));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.collection(collection).rows()).isPositive();
            RecordingSink fresh = new RecordingSink();
            copy.sync(fresh, engine -> engine);
            assertThat(rows(copy.sink, collection)).isEqualTo(rows(fresh, collection));
        }
    }

    /** The rows of the one object. */
    private static List<Row> rows(RecordingSink sink, IntercomCollection collection) {
        String id = collection.parentColumn().orElse("id");
        return sink.rows(collection).values().stream()
                .filter(row -> idOf(collection).equals(row.value(id)))
                .toList();
    }

    @Test
    void all_of_them_together_make_the_copy_current() {
        try (Copy copy = small()) {
            changeAll(copy);

            for (IntercomCollection collection : IntercomCollection.values()) {
                copy.resync(collection, List.of(idOf(collection)));
            }
            copy.resync(ADMINS, List.of("m"));

            copy.isCurrent();
        }
    }

    @Test
    void the_first_generation_of_the_api_reads_single_objects_too() {
        try (Copy copy = small().version(ApiVersion.V1_4)) {
            copy.sync();
            changeAll(copy);
            copy.fake.delete(ObjectType.CONTACTS, "l");

            for (IntercomCollection collection : IntercomCollection.values()) {
                SyncReport report = copy.resync(collection, List.of(idOf(collection)));
                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            }
            copy.resync(ADMINS, List.of("m"));

            copy.isCurrent();
        }
    }

    @Test
    void a_contact_takes_one_request_and_one_for_its_segments() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(50).segments(4).tags(5))) {
            copy.sync();
            List<String> ids = copy.sink.rows(USERS).keySet().stream()
                    .map(key -> key.get(0))
                    .limit(20)
                    .toList();
            copy.fake.forgetRequests();

            SyncReport report = copy.resync(USERS, ids);

            assertThat(report.requests())
                    .as("the workspace, the attributes, the tags' names")
                    .isEqualTo(3 + 2 * 20);
            assertThat(copy.fake.requestCount("POST", "/contacts/search")).isZero();
        }
    }

    @Test
    void a_conversation_and_a_company_take_one_request_and_a_list_one_for_all() {
        try (Copy copy = small()) {
            assertThat(copy.resync(CONVERSATION_PARTS, List.of("c")).requests()).isEqualTo(3);
            assertThat(copy.resync(COMPANIES, List.of("k")).requests()).isEqualTo(3);
            copy.fake.tag("t2", "other");
            assertThat(copy.resync(TAGS, List.of("t", "t2", "t")).requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONTACTS, USERS, u",
        "CONTACTS, CONTACTS, l",
        "COMPANIES, COMPANIES, k",
        "CONVERSATIONS, CONVERSATIONS, c",
        "SEGMENTS, SEGMENTS, s",
        "TAGS, TAGS, t",
        "ADMINS, ADMINS, a",
        "TEAMS, ADMINS, m"
    })
    void a_deleted_object_is_removed(ObjectType type, IntercomCollection collection, String id) {
        try (Copy copy = small()) {
            copy.fake.delete(type, id);
            int before = copy.sink.removals().size();

            SyncReport report = copy.resync(collection, List.of(id));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.collection(collection).removed()).isEqualTo(1);
            assertThat(copy.sink.rows(collection)).doesNotContainKey(List.of(id));
            List<Removal> removals = copy.sink.removals();
            assertThat(removals.subList(before, removals.size()))
                    .extracting(Removal::reason)
                    .containsOnly(Removal.Reason.DELETED);
        }
    }

    @Test
    void the_parts_of_a_deleted_conversation_go_with_it() {
        try (Copy copy = small()) {
            copy.fake.delete(ObjectType.CONVERSATIONS, "c");

            copy.resync(CONVERSATION_PARTS, List.of("c"));

            assertThat(copy.sink.rows(CONVERSATIONS)).isEmpty();
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).isEmpty();
        }
    }

    @Test
    void a_merged_contact_goes_and_its_survivor_is_named() {
        try (Copy copy = small()) {
            copy.fake.merge("l", "u");

            copy.resync(CONTACTS, List.of("l"));

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
            assertThat(copy.sink.removals())
                    .filteredOn(Removal.ByKey.class::isInstance)
                    .extracting(removal -> ((Removal.ByKey) removal).survivor(), Removal::reason)
                    .containsExactly(tuple("u", Removal.Reason.MERGED));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"USERS", "CONTACTS"})
    void a_lead_that_became_a_user_moves_whichever_collection_is_named(IntercomCollection collection) {
        try (Copy copy = small()) {
            copy.fake.becomeUser("l");

            copy.resync(collection, List.of("l"));

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("l"), List.of("u"));
        }
    }

    @ParameterizedTest
    @CsvSource({"USERS, u, /contacts/u", "COMPANIES, k, /companies/k", "CONVERSATIONS, c, /conversations/c"})
    void a_404_of_a_proxy_removes_nothing(IntercomCollection collection, String id, String path) {
        try (Copy copy = small()) {
            copy.fake.fail(path, InjectedFault.answer(404, "text/html", "<html>Not here</html>"), Integer.MAX_VALUE);

            SyncReport report = copy.resync(collection, List.of(id));

            assertThat(report.collection(collection).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(collection).message())
                    .contains("not certain")
                    .contains(id);
            assertThat(copy.sink.rows(collection)).containsKey(List.of(id));
        }
    }

    @Test
    void a_list_that_cannot_be_read_whole_removes_nothing() {
        try (Copy copy = small()) {
            copy.fake.deny("/teams", 403);

            SyncReport report = copy.resync(ADMINS, List.of("m", "a"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(ADMINS).faults()).extracting(Fault::id).containsExactly("m");
            assertThat(copy.sink.rows(ADMINS)).containsOnlyKeys(List.of("a"), List.of("m"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_that_neither_side_knows_is_reported(IntercomCollection collection) {
        try (Copy copy = small()) {
            SyncReport report = copy.resync(collection, List.of("nobody", idOf(collection)));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.toTable()).contains("nobody", "Intercom has no object of this id");
        }
    }

    @Test
    void wrong_arguments_are_refused() {
        try (Copy copy = small()) {
            assertThatThrownBy(() -> copy.resync(USERS, List.of())).hasMessageContaining("at least one id");
            for (String blank : List.of("", " ", "\t")) {
                assertThatThrownBy(() -> copy.resync(USERS, List.of("u", blank)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("blank");
            }
            assertThatThrownBy(() -> copy.resync(copy.sink, engine -> engine.collections(TAGS), USERS, List.of("u")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("users");
            assertThat(copy.fake.requests()).isEmpty();
        }
    }

    @Test
    void before_the_first_run_nothing_is_stored() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3))) {
            copy.fake.contact("u");

            SyncReport report = copy.resync(USERS, List.of("u"));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.SKIPPED);
            assertThat(report.collection(USERS).message()).contains("first run");
            assertThat(copy.sink.rows(USERS)).isEmpty();
            assertThat(copy.sink.checkpoint(copy.fake.workspaceId(), "contacts"))
                    .isEmpty();
        }
    }

    @Test
    void the_checkpoint_stays_as_it_is_and_the_next_run_reads_what_changed() {
        try (Copy copy = small()) {
            List<Checkpoint> before = checkpoints(copy);
            changeAll(copy);

            copy.resync(USERS, List.of("u"));
            copy.resync(CONVERSATIONS, List.of("c"));
            copy.resync(TAGS, List.of("t"));

            assertThat(checkpoints(copy)).isEqualTo(before);
            copy.fake.forgetRequests();
            assertThat(copy.sync().requests()).isLessThan(40);
            copy.isCurrent();
        }
    }

    private static List<Checkpoint> checkpoints(Copy copy) {
        return Stream.of("contacts", "companies", "conversations", "segments", "tags", "admins")
                .flatMap(feed -> Stream.of(feed, feed + ".pending", feed + ".sweep"))
                .flatMap(name -> copy.sink.checkpoint(copy.fake.workspaceId(), name).stream())
                .toList();
    }

    @Test
    void the_checkpoint_in_a_store_stays_as_it_is() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u", Map.of("name", "before"));
            CheckpointStore store = new InMemoryCheckpointStore();
            Sink plain = changes -> copy.sink.write(changes);
            copy.sync(plain, engine -> engine.checkpointStore(store));
            String before = store.load(copy.fake.workspaceId(), "contacts")
                    .orElseThrow()
                    .state();
            copy.fake.contact("u", Map.of("name", "after"));

            SyncReport report = copy.resync(plain, engine -> engine.checkpointStore(store), USERS, List.of("u"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("after");
            assertThat(store.load(copy.fake.workspaceId(), "contacts")
                            .orElseThrow()
                            .state())
                    .isEqualTo(before);
        }
    }

    @Test
    void an_older_version_does_not_replace_a_newer_row() {
        try (Copy copy = small()) {
            copy.fake.fail(
                    "/contacts/u",
                    InjectedFault.answer(
                            200,
                            "application/json",
                            "{\"type\":\"contact\",\"id\":\"u\",\"role\":\"user\",\"name\":\"old\",\"updated_at\":5}"),
                    1);

            copy.resync(USERS, List.of("u"));

            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("before");
        }
    }

    @Test
    void a_sink_that_breaks_off_has_stored_whole_objects_and_the_next_resync_the_rest() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> ids = talks(copy, 600);
            ids.forEach(id -> copy.fake.addPart(id, Map.of("body", "after")));
            copy.after(Duration.ofMinutes(1));

            assertThatThrownBy(() -> copy.resync(
                            BreakingSink.after(1, "conversations", copy.sink), engine -> engine, CONVERSATIONS, ids))
                    .isInstanceOf(SyncFailedException.class);
            copy.resync(CONVERSATIONS, ids);

            copy.isCurrent();
        }
    }

    private static List<String> talks(Copy copy, int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
        copy.fake.contact("u");
        ids.forEach(id -> copy.fake.conversation(id, Map.of("contacts", List.of("u"))));
        ids.forEach(id -> copy.fake.addPart(id, Map.of("body", "before")));
        copy.after(Duration.ofDays(1));
        copy.sync();
        copy.after(Duration.ofHours(1));
        return ids;
    }

    @Test
    void a_budget_ends_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> ids = talks(copy, 600);
            copy.fake.forgetRequests();

            SyncReport report = copy.resync(copy.sink, engine -> engine.maxRequests(500), CONVERSATIONS, ids);

            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.collection(CONVERSATIONS).rows()).isBetween(400L, 500L);
            assertThat(copy.fake.requestCount()).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void an_interrupt_ends_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            CheckpointStore store = new InMemoryCheckpointStore();
            copy.sync(changes -> {}, engine -> engine.checkpointStore(store));
            Sink interrupted = changes -> {
                throw new SinkException("waited", new InterruptedException());
            };

            SyncReport report = copy.resync(interrupted, engine -> engine.checkpointStore(store), USERS, List.of("u"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.STOPPED);
        }
    }

    @Test
    void the_other_collections_are_skipped() {
        try (Copy copy = small()) {
            SyncReport report = copy.resync(CONVERSATION_PARTS, List.of("c"));

            assertThat(report.collections())
                    .filteredOn(collection -> collection.status() != Status.SKIPPED)
                    .extracting(collection -> collection.collection())
                    .containsExactlyInAnyOrder(CONVERSATIONS, CONVERSATION_PARTS);
        }
    }

    /** Only a run moves the checkpoint, in which the pending objects are. */
    @Test
    void a_pending_object_comes_and_stays_pending_until_the_next_run() {
        try (Copy copy = small()) {
            copy.fake.addPart("c", Map.of("body", "after"));
            copy.fake.fail("/conversations/c", InjectedFault.status(403), Integer.MAX_VALUE);
            copy.after(Duration.ofHours(2));
            assertThat(copy.sync().status()).isEqualTo(Status.INCOMPLETE);
            copy.fake.clearFaults();

            SyncReport report = copy.resync(CONVERSATIONS, List.of("c"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
            copy.fake.forgetRequests();
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isEqualTo(1);
        }
    }

    @Test
    void an_object_that_intercom_refuses_is_reported_and_its_row_stays() {
        try (Copy copy = small()) {
            copy.fake.fail("/contacts/u", InjectedFault.status(403), Integer.MAX_VALUE);

            SyncReport report = copy.resync(SOCIAL_PROFILES, List.of("u"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.toTable()).contains("u: ");
            assertThat(copy.sink.rows(USERS)).containsKey(List.of("u"));
        }
    }

    @Test
    void segments_are_counted_anew() {
        try (Copy copy = small()) {
            copy.fake.enterSegment("u", "s");

            copy.resync(SEGMENTS, List.of("s"));

            assertThat(copy.sink.rows(SEGMENTS).get(List.of("s")).value("count"))
                    .isEqualTo(1L);
        }
    }
}
