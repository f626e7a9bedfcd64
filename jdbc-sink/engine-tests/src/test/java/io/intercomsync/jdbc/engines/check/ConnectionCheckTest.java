package io.intercomsync.jdbc.engines.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.WarehouseCheck.Finding;
import io.intercomsync.jdbc.WarehouseCheck.Severity;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check says which database it reached, or why it reached none, and never tells a password. */
class ConnectionCheckTest {
    private static final String PASSWORD = "s3cret-word";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Finding only(WarehouseCheck check) {
        assertThat(check.isUsable()).isFalse();
        assertThat(check.toTable() + check.toJson() + check).doesNotContain(PASSWORD);
        assertThat(check.findings()).hasSize(1);
        return check.findings().get(0);
    }

    private JdbcSink.Builder as(String user) {
        return JdbcSink.builder(TestDatabase.POSTGRESQL.url().replace("user=postgres", "user=" + user))
                .schema(schema.toString());
    }

    private WarehouseCheck check(JdbcSink.Builder builder) {
        return schema.open(builder).check();
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_nothing_was_stored_in_is_usable_and_stays_as_it_was(TestDatabase database) {
        List<String> before = CatalogSnapshot.withLocks(database);

        WarehouseCheck check = check(schema.in(database));

        assertThat(check.findings()).isEmpty();
        assertThat(check.isUsable()).isTrue();
        assertThat(check.toTable())
                .containsPattern("product +\\w+")
                .containsPattern("version +\\w+")
                .containsPattern("schema +" + schema)
                .containsPattern("schema state +free: the first run creates it")
                .containsPattern("workspace +none yet")
                .containsPattern("writer's place +free")
                .containsPattern("usable +yes");
        assertThat(check.toJson()).startsWith("{\"usable\":true,\"product\":").contains("\"schema\":\"" + schema + '"');
        assertThat(check.toString())
                .startsWith("usable: ")
                .endsWith("findings: 0")
                .doesNotContain("\n");
        assertThat(CatalogSnapshot.withLocks(database)).isEqualTo(before);
    }

    @Test
    void host_database_and_user_are_told() {
        String table = check(schema.in(TestDatabase.POSTGRESQL)).toTable();

        assertThat(table)
                .containsPattern("host +localhost:\\d+")
                .containsPattern("database +postgres\n")
                .containsPattern("user +postgres\n");
    }

    @Test
    void a_wrong_password_is_told_with_a_remedy() {
        TestDatabase.createRoleWithPassword("check_password", "right");

        WarehouseCheck check = check(as("check_password").password(PASSWORD));

        assertThat(only(check).what()).contains("password authentication failed for user \"check_password\"");
        assertThat(only(check).remedy())
                .startsWith("The database does not accept the user or the password: correct them");
        assertThat(check.toTable()).contains("host ", "check_password");
    }

    @Test
    void a_wrong_password_of_h2_is_told() {
        TestDatabase.H2.execute("CREATE USER IF NOT EXISTS CHECK_PASSWORD PASSWORD 'right'");

        WarehouseCheck check =
                check(schema.in(TestDatabase.H2).user("CHECK_PASSWORD").password(PASSWORD));

        assertThat(only(check).remedy()).startsWith("The database does not accept the user or the password");
    }

    @Test
    void an_unknown_host_is_told() {
        WarehouseCheck check =
                check(JdbcSink.builder("jdbc:postgresql://no-such-host.invalid/warehouse?password=" + PASSWORD)
                        .user("loader")
                        .password(PASSWORD));

        assertThat(only(check).what()).contains("Cannot connect to the database", "no-such-host.invalid");
        assertThat(only(check).remedy())
                .startsWith("See whether the database runs, and whether it can be reached at the host");
        assertThat(check.toTable())
                .containsPattern("host +no-such-host.invalid")
                .containsPattern("database +warehouse")
                .containsPattern("user +loader");
    }

    @Test
    void an_unknown_database_is_told() {
        String url = TestDatabase.POSTGRESQL.url().replaceFirst("/postgres(?=\\?|$)", "/missing");

        WarehouseCheck check = check(JdbcSink.builder(url));

        assertThat(only(check).what()).contains("database \"missing\" does not exist");
        assertThat(only(check).remedy()).startsWith("There is no such database on the server: create it");
    }

    @Test
    void a_missing_driver_is_told() {
        WarehouseCheck check = check(
                JdbcSink.builder("jdbc:nosuchdb://host/db?password=" + PASSWORD).password(PASSWORD));

        assertThat(only(check).what())
                .contains("No JDBC driver on the class path takes a URL that begins with jdbc:nosuchdb:");
        assertThat(only(check).remedy()).startsWith("Correct the URL, or add the driver of the database");
    }

    @Test
    void a_missing_driver_of_a_known_database_is_named_by_its_coordinates() {
        for (Dialect dialect : List.of(Dialects.POSTGRESQL, Dialects.DUCKDB, Dialects.H2, Dialects.MARIADB)) {
            WarehouseCheck check =
                    check(JdbcSink.builder("jdbc:nosuchdb://host/db").dialect(dialect));

            assertThat(only(check).remedy()).contains("driver of the database, " + dialect.driver());
            assertThat(dialect.driver()).matches("[a-z0-9.]+:[a-z0-9_-]+");
        }
    }

    @Test
    void a_password_in_the_url_is_never_told() {
        for (String url : List.of(
                "jdbc:postgresql://loader:" + PASSWORD + "@127.0.0.1:1/warehouse",
                "jdbc:postgresql://loader:a?" + PASSWORD + "@127.0.0.1:1/warehouse",
                "jdbc:postgresql://127.0.0.1:1/warehouse?user=loader&password=a@" + PASSWORD,
                "jdbc:h2:/no/such/folder/x;IFEXISTS=TRUE;PASSWORD=" + PASSWORD)) {
            only(check(JdbcSink.builder(url)));
        }
    }

    @Test
    void a_file_that_another_process_has_open_is_told_without_waiting() {
        JdbcSink.Builder builder = JdbcSink.builder(new WrappedSource(
                        () -> {
                            throw new SQLException(
                                    "IO Error: Could not set lock on file \"x\": Conflicting lock is held in"
                                            + " /usr/bin/duckdb (PID 42)");
                        },
                        (connection, method) -> {}))
                .writerWait(Duration.ofDays(1));

        Finding finding = only(check(builder));

        assertThat(finding.what()).isEqualTo("Another process has the database's file open (/usr/bin/duckdb (PID 42))");
        assertThat(finding.remedy()).startsWith("Close the program that uses it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:duckdb:", "jdbc:sqlite:"})
    void K128_a_missing_folder_is_told_as_such(String product, @TempDir Path folder) {
        Finding finding = only(check(JdbcSink.builder(product + folder.resolve("missing/w.db"))));

        assertThat(finding.remedy()).matches("(?s).*Check that the folder .*exists.* may write to .*");
    }

    @Test
    void a_file_opened_for_reading_alone_is_told(@TempDir Path folder) throws SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("w.duckdb");
        DriverManager.getConnection(url).close();
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");

        Finding finding = only(check(JdbcSink.builder(
                new WrappedSource(() -> DriverManager.getConnection(url, readOnly), (connection, method) -> {}))));

        assertThat(finding.what()).isEqualTo("The connection is read-only");
    }

    @Test
    void transactions_that_may_not_write_are_told() {
        TestDatabase.POSTGRESQL.execute("CREATE ROLE check_reader LOGIN SUPERUSER");
        TestDatabase.POSTGRESQL.execute("ALTER ROLE check_reader SET default_transaction_read_only = on");

        assertThat(only(check(as("check_reader"))).what()).isEqualTo("The connection is read-only");
    }

    /** Needs a version that does not exist yet. */
    private record Demanding(int major, int minor) implements Dialect {
        @Override
        public String name() {
            return "H2";
        }

        @Override
        public String type(ColumnType type) {
            return "VARCHAR";
        }

        @Override
        public DatabaseChecks checks() {
            return new DatabaseChecks() {
                @Override
                public int oldestVersion() {
                    return major;
                }

                @Override
                public int oldestMinorVersion() {
                    return minor;
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"99,0,99", "2,99,2.99"})
    void a_version_that_is_too_old_is_told(int major, int minor, String oldest) {
        Finding finding = only(check(schema.in(TestDatabase.H2).dialect(new Demanding(major, minor))));

        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.what())
                .startsWith("H2 2.")
                .endsWith("is too old: the sink is made for " + oldest + " and newer");
        assertThat(finding.remedy()).isEqualTo("Upgrade the database");
    }

    @Test
    void nothing_stays_open_after_the_check(@TempDir Path folder) throws SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("w.duckdb");

        assertThat(check(JdbcSink.builder(url)).isUsable()).isTrue();

        Properties other = new Properties(); // settings that differ are refused while the file is open
        other.setProperty("duckdb.read_only", "true");
        try (var reopened = DriverManager.getConnection(url, other);
                Statement statement = reopened.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }
}
