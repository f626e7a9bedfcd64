package io.intercomsync.jdbc.engines.relation;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.FivetranViews;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The views in the form of Fivetran's tables have the columns and types that queries for these tables expect. */
class FivetranViewsTest {
    /** Each table with its columns and their types: t for text, z for timestamps, b for booleans, i for integers, d for decimals. */
    private static final String GOLDEN =
            """
            admin: _fivetran_deleted b, _fivetran_synced z, id t, job_title t, name t
            company_history: + company_id t, created_at z, id t, industry t, monthly_spend d, name t, plan_id t, plan_name t, session_count i,\
             updated_at z, user_count i, website t
            company_tag_history: + company_id t, company_updated_at z, tag_id t
            contact_company_history: + company_id t, contact_id t, contact_updated_at z
            contact_history: + admin_id t, created_at z, email t, id t, last_contacted_at z, last_email_clicked_at z,\
             last_email_opened_at z, last_replied_at z, name t, role t, signed_up_at z, unsubscribed_from_emails b, updated_at z
            contact_tag_history: + contact_id t, contact_updated_at z, tag_id t
            conversation_contact_history: + contact_id t, conversation_id t, conversation_updated_at z
            conversation_history: + assignee_id t, assignee_type t, company_id t, conversation_rating_remark t,\
             conversation_rating_value i, created_at z, first_contact_reply_created_at z, first_contact_reply_type t, id t,\
             open b, priority t, read b, sla_name t, sla_status t, snoozed_until z, source_author_id t, source_author_type t,\
             source_body t, source_delivered_as t, source_subject t, source_type t, state t, team_assignee_id t, title t,\
             updated_at z, waiting_since z
            conversation_part_history: + assigned_to_id t, assigned_to_type t, author_id t, author_type t, body t,\
             conversation_id t, conversation_updated_at z, created_at z, id t, part_type t, updated_at z
            conversation_tag_history: + conversation_id t, conversation_updated_at z, tag_id t
            tag: _fivetran_deleted b, _fivetran_synced z, id t, name t
            team: _fivetran_deleted b, _fivetran_synced z, id t, name t
            team_admin: _fivetran_deleted b, _fivetran_synced z, admin_id t, team_id t
            """.replace("+", "_fivetran_active b, _fivetran_end z, _fivetran_start z, _fivetran_synced z,");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("text", "t"),
            Map.entry("varchar", "t"),
            Map.entry("timestamptz", "z"),
            Map.entry("timestamp with time zone", "z"),
            Map.entry("bool", "b"),
            Map.entry("boolean", "b"),
            Map.entry("int8", "i"),
            Map.entry("bigint", "i"),
            Map.entry("numeric", "d"),
            Map.entry("decimal(38,9)", "d"),
            Map.entry("longtext", "t"),
            Map.entry("datetime", "z"),
            Map.entry("tinyint", "b"),
            Map.entry("int", "b"),
            Map.entry("decimal", "d"));

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private String in(String sql) {
        return sql.replaceAll("\\$(\\w+)", "\"" + schema + "_fivetran\".\"$1\"");
    }

    private List<String> answer(TestDatabase database, String sql) {
        return database.query(in(sql)).stream().map(String::valueOf).toList();
    }

    private List<String> make(TestDatabase database) {
        try (JdbcSink sink = schema.in(database).build()) {
            return FivetranViews.of(sink, schema + "_fivetran").make();
        }
    }

    private ResultSet columns(Connection connection, TestDatabase database) throws SQLException {
        String views = schema + "_fivetran";
        return database == TestDatabase.MARIADB
                ? connection.getMetaData().getColumns(views, null, "%", "%")
                : connection.getMetaData().getColumns(connection.getCatalog(), views, "%", "%");
    }

    /** SQLite knows no types of the columns of views. */
    private static String golden(TestDatabase database) {
        return database == TestDatabase.SQLITE ? GOLDEN.replaceAll(" [a-z](?=[,\n])", "") : GOLDEN;
    }

    private String columns(TestDatabase database) throws SQLException {
        if (database == TestDatabase.SQLITE) {
            return database
                    .query("SELECT substr(table_name, 10) || ': ' || string_agg(column_name, ', ' ORDER BY column_name)"
                            + " FROM information_schema.columns WHERE table_schema = '" + schema
                            + "' AND table_name LIKE 'fivetran_%' GROUP BY table_name ORDER BY table_name")
                    .stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
        Map<String, TreeSet<String>> found = new TreeMap<>();
        try (Connection connection = database.connect();
                ResultSet rows = columns(connection, database)) {
            while (rows.next()) {
                String type =
                        rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT).replaceAll(" /.*", "");
                found.computeIfAbsent(rows.getString("TABLE_NAME"), any -> new TreeSet<>())
                        .add(rows.getString("COLUMN_NAME") + " " + TYPES.getOrDefault(type, type));
            }
        }
        StringBuilder lines = new StringBuilder();
        found.forEach((table, columns) -> lines.append(table)
                .append(": ")
                .append(String.join(", ", columns))
                .append('\n'));
        return lines.toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB", "SQLITE"})
    void the_views_have_fivetrans_columns_and_join_to_what_intercom_has(TestDatabase database) throws SQLException {
        try (FakeIntercom fake = FakeIntercom.builder()
                        .unthrottled()
                        .contacts(80)
                        .companies(20)
                        .conversations(60)
                        .start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build();
                JdbcSink sink = schema.in(database).build()) {
            SyncEngine.builder(client, sink).build().sync();

            List<String> made = make(database);

            assertThat(made).hasSize(13);
            assertThat(make(database)).isEqualTo(made);
            assertThat(columns(database)).isEqualTo(golden(database));
            assertJoins(database, fake);
        }
    }

    private void assertJoins(TestDatabase database, FakeIntercom fake) {
        assertThat(answer(
                        database,
                        "SELECT t.name || '|' || c.role || '|' || count(*) FROM $contact_history c"
                                + " JOIN $contact_tag_history ct ON ct.contact_id = c.id JOIN $tag t ON t.id = ct.tag_id"
                                + " WHERE coalesce(c._fivetran_active, true) GROUP BY t.name, c.role ORDER BY 1"))
                .containsExactlyInAnyOrderElementsOf(FivetranAnswers.tagsByRole(fake));
        assertThat(answer(
                        database,
                        "SELECT a.id || '|' || count(*) FROM $conversation_history c"
                                + " JOIN $admin a ON a.id = c.assignee_id AND c.assignee_type = 'admin'"
                                + " WHERE NOT coalesce(a._fivetran_deleted, false) GROUP BY a.id"))
                .containsExactlyInAnyOrderElementsOf(FivetranAnswers.conversationsByAdmin(fake));
        assertThat(answer(
                        database,
                        "SELECT c.id || '|' || count(*) FROM $company_history c"
                                + " JOIN $contact_company_history cc ON cc.company_id = c.id"
                                + " JOIN $contact_history p ON p.id = cc.contact_id GROUP BY c.id"))
                .containsExactlyInAnyOrderElementsOf(FivetranAnswers.peopleByCompany(fake));
        assertThat(
                        answer(
                                database,
                                "SELECT c.id || '|' || p.id || '|' || count(r.id) FROM $conversation_history c"
                                        + " JOIN $conversation_contact_history cc ON cc.conversation_id = c.id"
                                        + " JOIN $contact_history p ON p.id = cc.contact_id"
                                        + " LEFT JOIN $conversation_part_history r ON r.conversation_id = c.id GROUP BY c.id, p.id"))
                .containsExactlyInAnyOrderElementsOf(FivetranAnswers.partsByConversation(fake));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB", "SQLITE"})
    void a_part_shows_when_its_conversation_was_changed(TestDatabase database) {
        JdbcSink shared = schema.open(schema.in(database).workspaceColumn());
        shared.write(changes("w2", List.of(), conversation("1", T1)));
        Row part = row(
                CONVERSATION_PARTS,
                Map.of("id", "p", "conversation_id", "1", "updated_at", T1.minusSeconds(60), "body", "text"));
        shared.write(changes("w1", List.of(), conversation("1", T2), part, part("alone", "gone")));

        assertThat(FivetranViews.of(shared, schema + "_fivetran")
                        .workspace("w1")
                        .make())
                .contains("conversation_part_history");

        assertThat(answer(
                        database,
                        "SELECT p.id || '|' || coalesce(c.state, 'none') || '|' || p.body FROM $conversation_part_history p"
                                + " JOIN $conversation_history c ON c.id = p.conversation_id"
                                + " AND c.updated_at = p.conversation_updated_at AND p.updated_at < c.updated_at"))
                .containsExactly("p|none|text");
        assertThat(answer(database, "SELECT id FROM $conversation_part_history WHERE conversation_updated_at IS NULL"))
                .containsExactly("alone");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB", "SQLITE"})
    void the_views_show_one_workspace_of_several(TestDatabase database) {
        JdbcSink shared = schema.open(schema.in(database).workspaceColumn());
        shared.write(changes("w1", List.of(), row(USERS, Map.of("id", "1", "name", "one"))));
        shared.write(changes("w'2", List.of(), row(USERS, Map.of("id", "1", "name", "two"))));
        shared.write(changes("w'2", List.of(), row(CONTACTS, Map.of("id", "2", "name", "lead"))));
        FivetranViews views = FivetranViews.of(shared, schema + "_fivetran");

        assertThatThrownBy(views::make)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("workspace");
        assertThat(views.workspace("w'2").make())
                .containsExactly("contact_history", "contact_company_history", "contact_tag_history");

        assertThat(answer(database, "SELECT name FROM $contact_history ORDER BY 1"))
                .containsExactly("lead", "two");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB", "SQLITE"})
    void a_table_of_somebody_else_is_never_replaced(TestDatabase database) {
        schema.sink(database).write(changes(row(TAGS, Map.of("id", "1", "name", "x"))));
        schema.afterEach(null);
        database.execute("CREATE SCHEMA \"" + schema + "_fivetran\"");
        database.execute(in("CREATE TABLE $tag (id VARCHAR)"));

        assertThatThrownBy(() -> make(database))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("tag)")
                .hasMessageContaining("Choose another schema");

        assertThat(answer(database, "SELECT id FROM $tag")).isEmpty();
    }

    /** On SQLite the schema is a part of the names of the views. */
    @Test
    void views_of_a_schema_in_capital_letters_are_found_again() {
        JdbcSink sink = schema.sink(TestDatabase.SQLITE);
        sink.write(changes(row(TAGS, Map.of("id", "1", "name", "x"))));
        FivetranViews views = FivetranViews.of(sink, schema + "_FIVETRAN");

        List<String> first = views.make();

        assertThat(views.make()).isEqualTo(first).contains("tag");
    }

    @Test
    void h2_and_the_schema_of_the_tables_are_refused() {
        schema.sink(TestDatabase.H2).write(changes(row(USERS, Map.of("id", "1"))));

        assertThatThrownBy(() -> make(TestDatabase.H2))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("JSON array");
        assertThatThrownBy(() -> FivetranViews.of(schema.sink(TestDatabase.H2), schema.toString()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
