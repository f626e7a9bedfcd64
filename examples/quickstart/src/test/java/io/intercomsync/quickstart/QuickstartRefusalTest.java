package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.quickstart.QuickstartProcess.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program refuses arguments, settings and warehouses that cannot work before it reads anything. */
class QuickstartRefusalTest {
    private static final String WAREHOUSE = "jdbc:h2:./warehouse";

    @TempDir
    Path directory;

    private final FakeIntercom intercom = FakeIntercom.builder()
            .token(QuickstartProcess.TOKEN)
            .contacts(1)
            .unthrottled()
            .start();

    @AfterEach
    void stop() {
        intercom.close();
    }

    private QuickstartProcess program() {
        return QuickstartProcess.ofClasses(directory)
                .with("INTERCOM_ACCESS_TOKEN", QuickstartProcess.TOKEN)
                .with("INTERCOM_BASE_URL", intercom.url())
                .with("INTERCOM_RETRY_FOR", "PT0.1S")
                .with("WAREHOUSE_JDBC_URL", WAREHOUSE);
    }

    private static AbstractStringAssert<?> assertThatOutputOf(Result result) {
        return assertThat(result.output())
                .doesNotContain(QuickstartProcess.TOKEN)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "INTERCOM_ACCESS_TOKEN, ' ', INTERCOM_ACCESS_TOKEN is set but blank",
        "WAREHOUSE_JDBC_URL, '', WAREHOUSE_JDBC_URL is set but blank",
        "WAREHOUSE_SCHEMA, '', WAREHOUSE_SCHEMA is set but blank",
        "SYNC_EVERY, '', SYNC_EVERY is set but blank",
        "WAREHOUSE_SCHEMAS, acme, 'WAREHOUSE_SCHEMAS is set, but no setting has this name: call it WAREHOUSE_SCHEMA'"
    })
    void ends_with_1_and_no_request_when_a_setting_is_blank_or_misspelt_K103(String name, String value, String message)
            throws Exception {
        Result result = program().with(name, value).run();

        assertThatOutputOf(result).contains(message).contains("Nothing was read or stored");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void never_copies_the_fake_into_a_named_database_unless_told_to_K103() throws Exception {
        QuickstartProcess program = QuickstartProcess.ofClasses(directory).with("WAREHOUSE_JDBC_URL", WAREHOUSE);

        Result result = program.run();

        assertThat(result.output())
                .contains("WAREHOUSE_JDBC_URL is set, but INTERCOM_ACCESS_TOKEN is not")
                .contains("--fake");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(directory.resolve("warehouse.mv.db")).doesNotExist();
    }

    @Test
    void never_fills_a_named_hub_and_schema_with_the_fake_unless_told_to_K124() throws Exception {
        QuickstartProcess program =
                QuickstartProcess.ofClasses(directory).with("HUB", "acme.hub").with("WAREHOUSE_SCHEMA", "acme");

        Result result = program.run();

        assertThat(result.output())
                .contains("is set, but INTERCOM_ACCESS_TOKEN is not")
                .contains("--fake");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(directory.resolve("acme.hub")).doesNotExist();
        assertThat(directory.resolve("warehouse.duckdb")).doesNotExist();
    }

    @Test
    void prints_help_and_version_and_reads_nothing() throws Exception {
        Result help = program().arguments("--help").run();
        Result version = program().arguments("--version").run();

        assertThat(help.output()).contains("--fake", "--full-refresh", "--help", "--version");
        assertThat(help.output()).contains(SettingNames.ALL).contains("Exit codes");
        assertThat(help.exitCode()).isZero();
        assertThat(version.output()).startsWith("Intercom Sync ");
        assertThat(version.exitCode()).isZero();
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void refuses_unknown_arguments() throws Exception {
        Result result = program().arguments("--fake", "--fresh").run();

        assertThatOutputOf(result).contains("Unknown argument: --fresh").contains("--help");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "warehouse.duckdb, begins with jdbc:|such as jdbc:duckdb:warehouse.duckdb",
        "jdbc:oracle:thin:@//db/x, No JDBC driver on the class path takes a URL that begins with jdbc:oracle:",
        "jdbc:duckdb:/no/such/folder/x.duckdb, No such file or directory",
        "jdbc:postgresql://127.0.0.1:1/x?user=u&password=pa55word, whether it can be reached",
        "jdbc:postgresql://u:pa55word@127.0.0.1:1/x, whether it can be reached",
        "jdbc:h2:./warehouse;NONSENSE=1, NONSENSE"
    })
    void ends_with_1_and_no_request_when_the_warehouse_cannot_be_opened(String url, String message) throws Exception {
        Result result = program()
                .with("WAREHOUSE_JDBC_URL", url)
                .with("WAREHOUSE_PASSWORD", "0ther-pa55word")
                .run();

        assertThatOutputOf(result)
                .containsPattern(message)
                .contains("Nothing was read or stored")
                .doesNotContain("pa55word");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void ends_with_1_when_another_process_holds_the_file_of_duckdb() throws Exception {
        QuickstartProcess program = program().with("WAREHOUSE_JDBC_URL", "jdbc:duckdb:warehouse.duckdb");
        Result result;
        try (Connection holder = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
            assertThat(holder.isClosed()).isFalse();
            result = program.run();
        }

        assertThatOutputOf(result)
                .contains("Another process has the database's file open")
                .contains("Close the program that uses it");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(program.run().exitCode()).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "SYNC_EVERY, often, 'SYNC_EVERY is not a duration such as PT3H'",
        "SYNC_EVERY, P366D, 'SYNC_EVERY must be at most a year: P365D'",
        "SYNC_SWEEP_INTERVAL, -PT1H, 'SYNC_SWEEP_INTERVAL must not be negative'",
        "SYNC_COLLECTIONS, ',', 'SYNC_COLLECTIONS names no collection'",
        "SYNC_COLLECTIONS, 'users,orders', 'SYNC_COLLECTIONS names orders, which is not one of users'",
        "INTERCOM_API_VERSION, two, INTERCOM_API_VERSION is not a version such as 2.16",
        "INTERCOM_BASE_URL, api.intercom.io, INTERCOM_BASE_URL is not an address such as https://api.eu.intercom.io",
        "INTERCOM_BASE_URL, http://u:pa55word@x y, INTERCOM_BASE_URL is not an address",
        "INTERCOM_ACCESS_TOKEN, Bearer pa55word, INTERCOM_ACCESS_TOKEN is not an access token",
        "INTERCOM_RETRY_FOR, 5, INTERCOM_RETRY_FOR is not a duration such as PT1M"
    })
    void ends_with_1_and_no_request_when_a_setting_cannot_be_right(String name, String value, String message)
            throws Exception {
        Result result = program().with(name, value).run();

        assertThatOutputOf(result).contains(message).doesNotContain("pa55word");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }
}
