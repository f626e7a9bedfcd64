package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.SchemaSnapshot;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.report.SyncReport;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sink that makes and alters nothing, for owners who make the tables themselves. */
class NeverAlterTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private SchemaSnapshot snapshot(TestDatabase database) {
        return new SchemaSnapshot(database, schema.toString());
    }

    private JdbcSink fixed(TestDatabase database) {
        return schema.open(schema.in(database).neverAlter());
    }

    private void makeTables(TestDatabase database) {
        database.run(schema.sink(database).ddl());
    }

    private static List<String> statements(WarehouseCheck check) {
        return check.findings().stream().map(WarehouseCheck.Finding::remedy).toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void everything_that_is_missing_is_told_at_once_with_the_statement_that_makes_each(TestDatabase database) {
        makeTables(database);
        database.execute("DROP TABLE " + schema.table("tags"));
        database.execute("ALTER TABLE " + schema.table("admins") + " DROP COLUMN \"email\"");
        database.execute("ALTER TABLE " + schema.table("companies") + " ALTER COLUMN \"size\" SET DATA TYPE INTEGER");
        List<String> before = snapshot(database).lines();
        JdbcSink sink = fixed(database);

        WarehouseCheck check = sink.check();
        Throwable told = catchThrowable(() -> sink.write(changes(row(COMPANIES, Map.of("id", "1")))));

        assertThat(check.isUsable()).isFalse();
        assertThat(check.findings())
                .extracting(WarehouseCheck.Finding::what)
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what).contains("lacks the table tags. "),
                        what -> assertThat(what).contains("lacks the column email of the table admins. "),
                        what -> assertThat(what)
                                .contains("lacks the column size of the table companies with the type "));
        assertThat(told)
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("it lacks ")
                .hasMessageContaining("the table tags")
                .hasMessageContaining("the column email of the table admins")
                .hasMessageContaining("the column size of the table companies with the type ")
                .hasMessageContaining("neverAlter()")
                .hasMessageEndingWith("run what JdbcSink.check() returns, a statement for each part");
        assertThat(snapshot(database).lines()).isEqualTo(before);
        assertThat(schema.live(database, COMPANIES)).isEmpty();

        database.run(statements(check));
        sink.write(changes(row(COMPANIES, Map.of("id", "1", "size", 5L)), tag("t", "x")));
        assertThat(sink.check().findings()).isEmpty();
        assertThat(schema.live(database, COMPANIES)).containsExactly("1");
        assertThat(schema.live(database, TAGS)).containsExactly("t");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void the_check_of_a_missing_schema_has_all_statements(TestDatabase database) {
        JdbcSink sink = schema.open(schema.in(database).neverAlter().views(false));

        Throwable told = catchThrowable(() -> sink.write(changes(tag("1", "x"))));

        assertThat(told)
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("it lacks the schema itself; ")
                .hasMessageNotContaining("CREATE ");
        database.run(statements(sink.check()));
        sink.write(changes(tag("1", "x")));
        assertThat(schema.live(database, TAGS)).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource
    void a_run_into_a_schema_that_lacks_something_reads_nothing(TestDatabase database) {
        try (FakeIntercom fake =
                        FakeIntercom.builder().unthrottled().contacts(3).start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build()) {
            SyncEngine engine = SyncEngine.builder(client, fixed(database)).build();

            SyncFailedException failed = catchThrowableOfType(SyncFailedException.class, engine::sync);

            assertThat(failed.report().toTable()).containsOnlyOnce("neverAlter()");
            assertThat(fake.requestCount()).isOne(); // of the workspace
        }
    }

    @ParameterizedTest
    @EnumSource
    void K127_the_check_never_says_that_a_run_makes_what_is_missing(TestDatabase database) {
        assertThat(fixed(database).check().toTable())
                .containsPattern("schema state +(missing|without tables): run the statements of ddl\\(\\)")
                .containsPattern("usable +no");

        makeTables(database);

        assertThat(fixed(database).check().toTable())
                .containsPattern("schema state +has the tables of this library")
                .containsPattern("usable +yes");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void a_number_that_does_not_fit_goes_to_extra(TestDatabase database) {
        makeTables(database);
        database.execute("ALTER TABLE " + schema.table("companies")
                + " ALTER COLUMN \"monthly_spend\" SET DATA TYPE NUMERIC(5, 1)");
        List<String> before = snapshot(database).lines();

        fixed(database)
                .write(changes(row(COMPANIES, Map.of("id", "1", "monthly_spend", new BigDecimal("1234567.25")))));

        assertThat(schema.rows(database, COMPANIES).get(0).value("monthly_spend"))
                .isNull();
        assertThat(String.valueOf(schema.rows(database, COMPANIES).get(0).value("extra")))
                .contains("1234567.25");
        assertThat(snapshot(database).lines()).isEqualTo(before);
    }

    /** A user who may read and write rows, and make temporary tables. */
    private String urlOfRowUser(TestDatabase database) {
        String user = "rows_" + schema;
        if (database == TestDatabase.POSTGRESQL) {
            database.execute("CREATE ROLE " + user + " LOGIN");
            database.execute("GRANT USAGE ON SCHEMA \"" + schema + "\" TO " + user);
            database.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + user);
            return database.url().replace("user=postgres", "user=" + user);
        }
        database.execute("CREATE USER " + user + "@'%'");
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE, TRIGGER, CREATE TEMPORARY TABLES ON \"" + schema
                + "\".* TO " + user + "@'%'");
        return database.url().replace("user=tester", "user=" + user);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_user_with_rights_on_rows_alone_can_run_a_whole_sync(TestDatabase database) {
        makeTables(database);
        String url = urlOfRowUser(database);
        List<String> before = snapshot(database).lines();

        try (FakeIntercom fake = FakeIntercom.builder()
                        .unthrottled()
                        .contacts(5)
                        .companies(2)
                        .conversations(3)
                        .start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build();
                JdbcSink sink = JdbcSink.builder(url)
                        .schema(schema.toString())
                        .neverAlter()
                        .build()) {
            fake.contact("1", Map.of("role", "user", "custom_attributes", Map.of("plan", "gold")));
            assertThat(sink.check().findings()).isEmpty();
            SyncEngine engine = SyncEngine.builder(client, sink).build();

            SyncReport first = engine.sync();
            fake.contact("1", Map.of("role", "user", "name", "Ada"));
            SyncReport second = engine.sync();

            assertThat(first.isComplete()).as(first.toTable()).isTrue();
            assertThat(first.collection(USERS).message()).contains("without a column: ", "\"plan\"");
            assertThat(second.collection(USERS).changed()).isEqualTo(1);
            assertThat(schema.live(database, USERS)).contains("1");
        }
        assertThat(snapshot(database).lines()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void the_check_asks_for_rights_on_rows_alone(TestDatabase database) {
        makeTables(database);
        String user = "none_" + schema;
        boolean isPostgres = database == TestDatabase.POSTGRESQL;
        database.execute(isPostgres ? "CREATE ROLE " + user + " LOGIN" : "CREATE USER " + user + "@'%'");
        database.execute(
                isPostgres
                        ? "GRANT USAGE ON SCHEMA \"" + schema + "\" TO " + user
                        : "GRANT SHOW VIEW ON \"" + schema + "\".* TO " + user + "@'%'");
        JdbcSink sink =
                schema.open(JdbcSink.builder(database.url().replaceFirst("user=(postgres|tester)", "user=" + user))
                        .schema(schema.toString())
                        .neverAlter());

        WarehouseCheck check = sink.check();

        assertThat(check.toTable())
                .containsPattern("missing parts +not known: rights are missing. Grant them, then check again");
        assertThat(check.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.remedy())
                        .matches("GRANT (SELECT, INSERT, UPDATE, DELETE(, CREATE TEMPORARY TABLES)?|TRIGGER) ON .*"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void a_column_that_the_owner_made_for_an_attribute_is_used_if_it_fits(TestDatabase database) {
        makeTables(database);
        String users = "ALTER TABLE " + schema.table(USERS) + " ADD COLUMN ";
        database.execute(users + "\"custom_attributes_plan\" VARCHAR(99)");
        database.execute(users + "\"custom_attributes_rate\" NUMERIC(5, 1)");
        database.execute(users + "\"custom_attributes_paid\" BIGINT");
        JdbcSink sink = fixed(database);

        sink.store(changes(user("1", T1, "{\"plan\":\"gold\",\"rate\":0.25,\"paid\":true,\"seats\":3}")));
        sink.close();
        database.execute(users + "\"custom_attributes_seats\" BIGINT");
        fixed(database).store(changes(user("2", T2, "{\"plan\":\"free\"}")));

        assertThat(database.query("SELECT \"custom_attributes_plan\" FROM " + schema.table(USERS) + " ORDER BY \"id\""))
                .extracting(String::valueOf)
                .containsExactly("gold", "free");
        assertThat(database.query(
                        "SELECT \"custom_attributes_seats\" FROM " + schema.table(USERS) + " ORDER BY \"id\""))
                .containsExactly(3L, null);
        assertThat(database.query("SELECT \"id\" FROM " + schema.table(USERS)
                        + " WHERE \"custom_attributes_rate\" IS NOT NULL OR \"custom_attributes_paid\" IS NOT NULL"))
                .isEmpty();
    }

    private static Row user(String id, Instant version, String attributes) {
        return row(USERS, Map.of("id", id, "updated_at", version, "custom_attributes", attributes));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void a_sink_that_may_alter_again_gives_each_attribute_its_column(TestDatabase database) {
        makeTables(database);
        try (JdbcSink sink = fixed(database)) {
            assertThat(sink.store(changes(user("1", T1, "{\"plan\":\"gold\"}"))).attributesWithoutColumn())
                    .containsKey(USERS);
        }

        schema.sink(database).write(changes(tag("t", "x"), user("2", T1, "{}")));

        assertThat(database.query("SELECT \"custom_attributes_plan\" FROM " + schema.table(USERS) + " ORDER BY \"id\""))
                .extracting(String::valueOf)
                .containsExactly("gold", "null");
    }
}
