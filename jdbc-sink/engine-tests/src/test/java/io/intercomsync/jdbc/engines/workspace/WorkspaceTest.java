package io.intercomsync.jdbc.engines.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.report.SyncReport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole workspace in a real database, read back by plain JDBC and compared with what Intercom holds. */
class WorkspaceTest {
    private static final Map<String, Object> ODD = Map.of(
            "plan \"x\"; drop table users",
            "\uD83D\uDE00 \u4e2d\u6587 ' \" \\",
            "big",
            9_007_199_254_740_993L,
            "on",
            true);

    private final String schema = TestDatabase.newSchema();
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .contacts(400)
            .companies(120)
            .conversations(150)
            .longConversations(1)
            .start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private SyncReport sync(TestDatabase database) {
        try (JdbcSink sink = database.sink(schema).build()) {
            return SyncEngine.builder(client, sink).build().sync();
        }
    }

    private void makeOddOnes() {
        List<String> tags = IntStream.range(0, 30).mapToObj(i -> "odd" + i).toList();
        List<String> companies =
                IntStream.range(0, 14).mapToObj(i -> "company" + i).toList();
        tags.forEach(tag -> fake.tag(tag, "\u00e9 " + tag));
        companies.forEach(company -> fake.company(company, Map.of("custom_attributes", ODD)));
        List<Map<String, Object>> profiles =
                List.of(Map.of("type", "social_profile", "name", "Twitter", "url", "http://twitter.com/\u00e9"));
        fake.contact(
                "odd",
                Map.of("tags", tags, "companies", companies, "custom_attributes", ODD, "social_profiles", profiles));
        fake.contact("lead", Map.of("role", "lead", "name", "\uD83D\uDE00", "tags", tags));
        fake.conversation("talk", Map.of("contacts", List.of("odd"), "title", "'; --", "tags", List.of("odd1")));
        fake.addPart("talk", Map.of("body", "<p>\u4e2d</p>"));
    }

    @ParameterizedTest
    @EnumSource
    void every_row_and_column_is_as_intercom_has_it(TestDatabase database) {
        makeOddOnes();

        SyncReport report = sync(database);

        assertThat(report.isComplete()).as(report.toTable()).isTrue();
        assertAsInIntercom(database);
    }

    @ParameterizedTest
    @EnumSource
    void a_run_in_which_nothing_changed_writes_no_row(TestDatabase database) { // K44
        makeOddOnes();
        sync(database);
        List<Object> before = received(database);

        SyncReport report = sync(database);

        assertThat(report.collections())
                .allSatisfy(one -> assertThat(one.changed())
                        .as(one.collection().tableName())
                        .isZero());
        assertThat(received(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void edits_moves_and_deleted_tags_arrive(TestDatabase database) {
        makeOddOnes();
        String part = fake.addPart("talk", Map.of("body", "goes"));
        sync(database);

        fake.contact("odd", Map.of("name", "other"));
        fake.becomeUser("lead");
        fake.redactPart("talk", part);
        fake.tag("new", "new").delete(ObjectType.TAGS, "odd29");
        fake.addPart("talk", Map.of("body", "comes"));
        sync(database);

        assertAsInIntercom(database);
    }

    @ParameterizedTest
    @EnumSource
    void deletions_and_merges_arrive(TestDatabase database) { // K71
        makeOddOnes();
        fake.contact("goes").contact("merges").company("empty").conversation("ends");
        fake.addPart("ends", Map.of("body", "last words"));
        sync(database);

        fake.delete(ObjectType.CONTACTS, "goes").merge("merges", "odd").delete(ObjectType.CONVERSATIONS, "ends");
        SyncReport report = sync(database);

        assertThat(report.isComplete()).as(report.toTable()).isTrue();
        assertAsInIntercom(database);
        assertThat(database.query("SELECT \"merged_into\" FROM \"" + schema + "\".\"users\" WHERE \"id\" = 'merges'"))
                .containsExactly("odd");
        assertThat(database.query("SELECT count(*) FROM \"" + schema
                        + "\".\"conversation_parts\" WHERE \"conversation_id\" = 'ends' AND \"deleted_at\" IS NULL"))
                .map(String::valueOf)
                .containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_workspace_has_its_nine_tables_too(TestDatabase database) {
        try (FakeIntercom empty = FakeIntercom.start();
                IntercomClient client = IntercomClient.builder(empty.token())
                        .baseUrl(URI.create(empty.url()))
                        .build();
                JdbcSink sink = JdbcSink.builder(database.url()).schema(schema).build()) {
            SyncEngine.builder(client, sink).build().sync();
        }

        assertThat(received(database)).hasSize(9);
    }

    private List<Object> received(TestDatabase database) {
        return Stream.of(IntercomCollection.values())
                .flatMap(
                        table -> database
                                .query("SELECT max(\"received_at\") FROM \"" + schema + "\".\"" + table.tableName()
                                        + '"')
                                .stream())
                .toList();
    }

    private void assertAsInIntercom(TestDatabase database) {
        StoredTables stored = new StoredTables(database.url(), schema);
        WorkspaceComparison.assertSame(fake, stored);
        WorkspaceComparison.assertSameCompanies(fake, stored);
    }
}
