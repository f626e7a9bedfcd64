package io.intercomsync.resync;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Removal;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads single objects again, without a run over everything. */
class ResyncTest {

    @ParameterizedTest
    @EnumSource
    void an_object_of_each_collection_becomes_what_it_is_at_intercom(IntercomCollection collection) {
        try (Copy copy = SmallWorkspace.copy()) {
            SmallWorkspace.changeAll(copy);

            SyncReport report = copy.resync(collection, List.of(SmallWorkspace.idOf(collection)));

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
                .filter(row -> SmallWorkspace.idOf(collection).equals(row.value(id)))
                .toList();
    }

    @Test
    void all_of_them_together_make_the_copy_current() {
        try (Copy copy = SmallWorkspace.copy()) {
            SmallWorkspace.changeAll(copy);

            for (IntercomCollection collection : IntercomCollection.values()) {
                copy.resync(collection, List.of(SmallWorkspace.idOf(collection)));
            }
            copy.resync(ADMINS, List.of("m"));

            copy.isCurrent();
        }
    }

    @Test
    void the_first_generation_of_the_api_reads_single_objects_too() {
        try (Copy copy = SmallWorkspace.copy().version(ApiVersion.V1_4)) {
            copy.sync();
            SmallWorkspace.changeAll(copy);
            copy.fake.delete(ObjectType.CONTACTS, "l");

            for (IntercomCollection collection : IntercomCollection.values()) {
                SyncReport report = copy.resync(collection, List.of(SmallWorkspace.idOf(collection)));
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
        try (Copy copy = SmallWorkspace.copy()) {
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
        try (Copy copy = SmallWorkspace.copy()) {
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
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.delete(ObjectType.CONVERSATIONS, "c");

            copy.resync(CONVERSATION_PARTS, List.of("c"));

            assertThat(copy.sink.rows(CONVERSATIONS)).isEmpty();
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).isEmpty();
        }
    }

    @Test
    void a_merged_contact_goes_and_its_survivor_is_named() {
        try (Copy copy = SmallWorkspace.copy()) {
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
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.becomeUser("l");

            copy.resync(collection, List.of("l"));

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("l"), List.of("u"));
        }
    }

    @ParameterizedTest
    @CsvSource({"USERS, u, /contacts/u", "COMPANIES, k, /companies/k", "CONVERSATIONS, c, /conversations/c"})
    void a_404_of_a_proxy_removes_nothing(IntercomCollection collection, String id, String path) {
        try (Copy copy = SmallWorkspace.copy()) {
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
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.deny("/teams", 403);

            SyncReport report = copy.resync(ADMINS, List.of("m", "a"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(ADMINS).faults()).extracting(Fault::id).containsExactly("m");
            assertThat(copy.sink.rows(ADMINS)).containsOnlyKeys(List.of("a"), List.of("m"));
        }
    }

    @Test
    void segments_are_counted_anew() {
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.enterSegment("u", "s");

            copy.resync(SEGMENTS, List.of("s"));

            assertThat(copy.sink.rows(SEGMENTS).get(List.of("s")).value("count"))
                    .isEqualTo(1L);
        }
    }
}
