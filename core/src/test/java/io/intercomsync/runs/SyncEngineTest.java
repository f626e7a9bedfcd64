package io.intercomsync.runs;

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
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomBuilder;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.RecordingSink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncEngineTest {
    private FakeIntercom fake = FakeIntercom.builder().unthrottled().start();
    private IntercomClient client = client(fake.token());
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void stores_every_object_of_a_workspace() {
        use(FakeIntercom.builder().unthrottled().contacts(700).companies(230).conversations(400));

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(ids(USERS))
                .isEqualTo(
                        truth(fake.truth().contacts().filter(c -> c.get("role").equals("user"))));
        assertThat(ids(CONTACTS))
                .isEqualTo(
                        truth(fake.truth().contacts().filter(c -> c.get("role").equals("lead"))));
        assertThat(ids(CONVERSATIONS)).isEqualTo(truth(fake.truth().conversations()));
        assertThat(ids(SEGMENTS)).isEqualTo(truth(fake.truth().segments()));
        assertThat(ids(TAGS)).isEqualTo(truth(fake.truth().tags()));
        assertThat(ids(ADMINS))
                .isEqualTo(
                        truth(Stream.concat(fake.truth().admins(), fake.truth().teams())));
        assertThat((long) sink.rows(COMPANIES).size())
                .isEqualTo(fake.truth().counts().visibleCompanies());
        assertThat((long) sink.rows(CONVERSATION_PARTS).size())
                .isEqualTo(fake.truth().counts().parts());
        assertThat((long) sink.rows(SOCIAL_PROFILES).size())
                .isEqualTo(fake.truth().counts().socialProfiles());
    }

    @Test
    void K44_changes_no_row_when_nothing_has_changed() {
        use(FakeIntercom.builder().unthrottled().contacts(300).companies(120).conversations(150));
        SyncReport first = sync();

        SyncReport second = sync();
        SyncReport whole =
                SyncEngine.builder(client, sink).fullRefresh().build().sync();

        assertThat(first.collections()).allSatisfy(report -> {
            IntercomCollection collection = report.collection();
            assertThat(second.collection(collection).changed())
                    .as(collection.tableName())
                    .isZero();
            assertThat(whole.collection(collection).rows())
                    .as(collection.tableName())
                    .isEqualTo(report.rows());
            assertThat(whole.collection(collection).changed())
                    .as(collection.tableName())
                    .isZero();
        });
    }

    @Test
    void K68_completes_lists_that_intercom_cuts_at_ten() {
        List<String> tags = IntStream.range(0, 130).mapToObj(i -> "tag" + i).toList();
        List<String> companies =
                IntStream.range(0, 11).mapToObj(i -> "company" + i).toList();
        tags.forEach(tag -> fake.tag(tag, "Name of " + tag));
        companies.forEach(fake::company);
        fake.contact("u", Map.of("tags", tags, "companies", companies));

        sync();

        Row user = sink.rows(USERS).get(List.of("u"));
        assertThat(tags)
                .allSatisfy(tag -> assertThat(user.value("tags").toString())
                        .contains("\"id\":\"" + tag + "\"")
                        .contains("\"name\":\"Name of " + tag + "\""));
        assertThat(companies)
                .allSatisfy(company ->
                        assertThat(user.value("companies").toString()).contains("\"id\":\"" + company + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"has_more\":true", "\"total_count\":2"})
    void K68_a_list_is_cut_if_it_says_so_in_either_way(String sign) {
        fake.tag("t1", "one").tag("t2", "two").contact("u", Map.of("tags", List.of("t1", "t2")));
        String cut = "{\"type\":\"list\",\"data\":[{\"type\":\"contact\",\"id\":\"u\",\"role\":\"user\",\"tags\":"
                + "{\"type\":\"list\",\"data\":[{\"type\":\"tag\",\"id\":\"t1\"}]," + sign + "}}],\"total_count\":1}";
        fake.fail(
                request -> request.path().equals("/contacts/search")
                        && request.body().contains("\"per_page\":150"),
                InjectedFault.answer(200, "application/json", cut),
                1);

        sync();

        assertThat(sink.rows(USERS).get(List.of("u")).value("tags").toString())
                .contains("\"id\":\"t1\"")
                .contains("\"id\":\"t2\"");
    }

    @Test
    void tells_of_each_person_the_segments_it_is_in_with_their_names() {
        fake.segment("vip", Map.of("name", "Payers"))
                .segment("new", Map.of("name", "Newcomers"))
                .segment("none", Map.of());
        fake.contact("u", Map.of("segments", List.of("vip", "new")))
                .contact("v", Map.of("role", "lead", "segments", List.of("new")));

        sync();

        assertThat(sink.rows(USERS).get(List.of("u")).value("segments"))
                .isEqualTo("[{\"id\":\"new\",\"name\":\"Newcomers\",\"type\":\"segment\"},"
                        + "{\"id\":\"vip\",\"name\":\"Payers\",\"type\":\"segment\"}]");
        assertThat(sink.rows(CONTACTS).get(List.of("v")).value("segments"))
                .isEqualTo("[{\"id\":\"new\",\"name\":\"Newcomers\",\"type\":\"segment\"}]");
    }

    @Test
    void moves_a_lead_that_became_a_user() {
        fake.contact("p", Map.of("role", "lead"));
        sync();

        fake.becomeUser("p");
        sync();

        assertThat(sink.rows(CONTACTS)).isEmpty();
        assertThat(ids(USERS)).containsExactly("p");
        assertThat(sink.removals())
                .contains(sink.removals().stream()
                        .filter(removal -> removal.reason() == Removal.Reason.MOVED)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void K71_removes_what_a_complete_list_no_longer_has() {
        fake.tag("t1", "one").tag("t2", "two");
        sync();

        fake.delete(ObjectType.TAGS, "t1");
        sync();

        assertThat(ids(TAGS)).containsExactly("t2");
    }

    @Test
    void K29_replaces_the_parts_of_a_conversation() {
        fake.contact("u").conversation("c", Map.of("contacts", List.of("u")));
        String part = fake.addPart("c", Map.of("body", "<p>secret</p>", "created_at", 1_700_000_000));
        sync();

        fake.redactPart("c", part);
        sync();

        Row stored = sink.rows(CONVERSATION_PARTS).get(List.of(part));
        assertThat(stored.value("redacted")).isEqualTo(true);
        assertThat(stored.value("body").toString()).doesNotContain("secret");
        assertThat(stored.value("conversation_id")).isEqualTo("c");
    }

    @Test
    void K30_keeps_the_parts_that_intercom_no_longer_shows_and_marks_the_conversation() {
        fake.contact("u").conversation("c", Map.of("contacts", List.of("u")));
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 499; i++) {
            parts.add(fake.addPart("c", Map.of("body", "part " + i)));
        }
        sync();
        for (int i = 0; i < 20; i++) {
            parts.add(fake.addPart("c", Map.of("body", "later part " + i)));
        }

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(ids(CONVERSATION_PARTS)).containsAll(parts);
        assertThat(sink.rows(CONVERSATIONS).get(List.of("c")).value("parts_truncated"))
                .isEqualTo(true);
    }

    @Test
    void K38_goes_on_when_a_conversation_is_deleted_during_the_run() {
        use(FakeIntercom.builder().unthrottled().contacts(20).conversations(40));
        fake.conversation("goes").addPart("goes", Map.of());
        fake.beforeEach(request -> {
            if (request.path().equals("/conversations/goes")) {
                fake.delete(ObjectType.CONVERSATIONS, "goes");
            }
        });

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(ids(CONVERSATIONS)).hasSize(40);
        assertThat(ids(CONVERSATIONS)).isEqualTo(truth(fake.truth().conversations()));
    }

    @Test
    void K70_reports_a_missing_permission_and_reads_the_rest() {
        fake.contact("u").tag("t", "tag");
        fake.deny("/conversations", 403);

        SyncReport report = sync();

        assertThat(report.collection(CONVERSATIONS).status()).isEqualTo(Status.FORBIDDEN);
        assertThat(report.collection(CONVERSATION_PARTS).status()).isEqualTo(Status.FORBIDDEN);
        assertThat(report.collection(CONVERSATIONS).message())
                .contains("Read conversations")
                .containsOnlyOnce("leave");
        assertThat(report.collection(USERS).status()).isEqualTo(Status.COMPLETE);
        assertThat(ids(USERS)).containsExactly("u");
    }

    @Test
    void says_that_the_token_is_wrong() {
        client = client("not-the-token");

        assertThatThrownBy(this::sync)
                .isInstanceOf(SyncFailedException.class)
                .hasMessageContaining("token")
                .hasMessageNotContaining("not-the-token");
    }

    @Test
    void K33_goes_on_after_the_last_stored_page_when_the_sink_breaks_off() {
        use(FakeIntercom.builder().unthrottled().contacts(900));
        int[] writes = {0};
        Sink breaking = new BreakingSink(sink, changes -> changes.feed().equals("contacts") && ++writes[0] > 3);
        assertThatThrownBy(SyncEngine.builder(client, breaking).build()::sync)
                .isInstanceOf(SyncFailedException.class)
                .hasRootCauseInstanceOf(SinkException.class);
        int stored = sink.rows(USERS).size() + sink.rows(CONTACTS).size();
        fake.forgetRequests();

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(stored).isPositive().isLessThan(900);
        assertThat((long) sink.rows(USERS).size() + sink.rows(CONTACTS).size()).isEqualTo(900);
        assertThat(report.collection(USERS).rows() + report.collection(CONTACTS).rows())
                .as("what was left, and at most a page of what was stored")
                .isBetween(900L - stored, 900L - stored + 150);
    }

    @Test
    void one_feed_that_fails_does_not_stop_the_others() {
        fake.contact("u").tag("t", "tag");
        Sink breaking = new BreakingSink(sink, changes -> changes.feed().equals("tags"));

        assertThatThrownBy(SyncEngine.builder(client, breaking).build()::sync)
                .isInstanceOfSatisfying(SyncFailedException.class, e -> {
                    assertThat(e.report().collection(TAGS).status()).isEqualTo(Status.FAILED);
                    assertThat(e.report().collection(USERS).status()).isEqualTo(Status.COMPLETE);
                });

        assertThat(ids(USERS)).containsExactly("u");
    }

    @Test
    void reads_only_what_was_chosen() {
        fake.contact("u").tag("t", "tag");

        SyncReport report =
                SyncEngine.builder(client, sink).collections(TAGS).build().sync();

        assertThat(report.collection(USERS).status()).isEqualTo(Status.SKIPPED);
        assertThat(ids(TAGS)).containsExactly("t");
        assertThat(fake.requests()).noneMatch(request -> request.path().startsWith("/contacts"));
    }

    @Test
    void leaves_out_properties() {
        fake.contact("u", Map.of("email", "ada@example.com"));

        SyncEngine.builder(client, sink)
                .without("users.email", "Users.Location_Data")
                .build()
                .sync();

        Row user = sink.rows(USERS).get(List.of("u"));
        assertThat(user.columns()).extracting(Column::name).doesNotContain("email", "location_data_city_name");
        assertThat(user.toJson()).doesNotContain("ada@example.com");
    }

    @Test
    void refuses_to_do_without_what_it_needs() {
        SyncEngine.Builder builder = SyncEngine.builder(client, sink);

        for (String property : Set.of("users.id", "users.updated_at", "users.nonsense", "nonsense.id", "users")) {
            assertThatThrownBy(() -> builder.without(property))
                    .as(property)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder.without("users.location_data_city_name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users.location_data_city_name; the column goes with users.location_data");
    }

    @Test
    void a_refused_setting_leaves_the_one_before() {
        fake.tag("t", "T");
        SyncEngine.Builder builder = SyncEngine.builder(client, sink).collections(TAGS);

        assertThatThrownBy(() -> builder.collections(Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.without("tags.name", "tags.nonsense"))
                .isInstanceOf(IllegalArgumentException.class);
        builder.build().sync();

        assertThat(sink.rows(TAGS).get(List.of("t")).columns())
                .extracting(Column::name)
                .contains("name");
    }

    @Test
    void names_what_is_null_at_once() {
        SyncEngine.Builder builder = SyncEngine.builder(client, sink);

        assertNamed("intercom", () -> SyncEngine.builder(null, sink));
        assertNamed("sink", () -> SyncEngine.builder(client, null));
        assertNamed("chosen", () -> builder.collections((IntercomCollection[]) null));
        assertNamed("chosen", () -> builder.collections((Iterable<IntercomCollection>) null));
        assertNamed("collection", () -> builder.collections(TAGS, null));
        assertNamed("properties", () -> builder.without((String[]) null));
        assertNamed("property", () -> builder.without("users.email", null));
        assertNamed("store", () -> builder.checkpointStore(null));
        assertNamed("startDate", () -> builder.startDate(null));
        assertNamed("lookback", () -> builder.lookback(null));
        assertNamed("companiesInterval", () -> builder.companiesInterval(null));
        assertNamed("sweepInterval", () -> builder.sweepInterval(null));
        assertNamed("maxDuration", () -> builder.maxDuration(null));
        assertNamed("listener", () -> builder.listener(null));
        assertNamed("threads", () -> builder.threadFactory(null));
    }

    private static void assertNamed(String name, ThrowingCallable set) {
        assertThatNullPointerException().isThrownBy(set).withMessage(name);
    }

    private SyncReport sync() {
        return SyncEngine.builder(client, sink).build().sync();
    }

    private void use(FakeIntercomBuilder builder) {
        close();
        fake = builder.start();
        client = client(fake.token());
    }

    private IntercomClient client(String token) {
        return IntercomClient.builder(token).baseUrl(URI.create(fake.url())).build();
    }

    private Set<String> ids(IntercomCollection collection) {
        return sink.rows(collection).keySet().stream().map(key -> key.get(0)).collect(Collectors.toSet());
    }

    private static Set<String> truth(Stream<Map<String, Object>> objects) {
        return objects.map(object -> object.get("id").toString()).collect(Collectors.toSet());
    }
}
