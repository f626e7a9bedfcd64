package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.quickstart.QuickstartProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the JVM and of the machine change no result, and none ends in a stack trace (K102). */
class MachineSettingsTest {
    @TempDir
    Path directory;

    @TempDir
    Path temporary;

    private final FakeIntercom intercom = FakeIntercom.builder()
            .token(QuickstartProcess.TOKEN)
            .contacts(50)
            .companies(900)
            .conversations(20)
            .unthrottled()
            .start();

    @AfterEach
    void stop() {
        intercom.close();
    }

    private QuickstartProcess program(String url) {
        return QuickstartProcess.ofClasses(directory)
                .with("INTERCOM_ACCESS_TOKEN", QuickstartProcess.TOKEN)
                .with("INTERCOM_BASE_URL", intercom.url())
                .with("WAREHOUSE_JDBC_URL", url);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:./w, ar, EG, '', US-ASCII, Pacific/Apia",
        "jdbc:duckdb:w.duckdb, ar, EG, '', US-ASCII, Pacific/Apia",
        "jdbc:duckdb:w.duckdb, th, TH, TH, ISO-8859-1, GMT+05:30",
        "jdbc:h2:./w, tr, TR, '', ISO-8859-1, PLT",
        "jdbc:sqlite:w.db, ar, EG, '', US-ASCII, PLT"
    })
    void locale_charset_and_time_zone_change_no_result(
            String url, String language, String country, String variant, String charset, String zone) throws Exception {
        Result result = program(url)
                .jvm("-Duser.language=" + language, "-Duser.country=" + country, "-Duser.variant=" + variant)
                .jvm("-Dfile.encoding=" + charset, "-Duser.timezone=" + zone)
                .run();

        assertThat(result.output())
                .containsPattern("(?m)^companies +900 +900 +COMPLETE +\\d+ +\\d+(\\.\\d)? s")
                .contains("Everything is stored")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void a_missing_folder_for_temporary_files_is_named_where_duckdb_needs_it() throws Exception {
        assertThatDuckDbSays("which does not exist", temporary.resolve("missing"));
    }

    @ParameterizedTest
    @CsvSource({"size=1m, which has too little space", "noexec, see whether it is mounted noexec"})
    void a_folder_that_cannot_hold_or_run_a_library_is_named(String options, String message) throws Exception {
        try (MountedFolder mounted = new MountedFolder(temporary, options)) {
            assertThat(mounted).isNotNull();
            assertThatDuckDbSays(message, temporary);
        }
    }

    private void assertThatDuckDbSays(String message, Path folder) throws Exception {
        Result result = program("jdbc:duckdb:w.duckdb")
                .jvm("-Djava.io.tmpdir=" + folder)
                .run();

        assertThat(result.output())
                .containsOnlyOnce("Cannot load DuckDB's native library")
                .contains("the folder " + folder)
                .contains(message)
                .contains("-Djava.io.tmpdir")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.io.tmpdir", "org.sqlite.tmpdir"})
    void a_missing_folder_is_named_where_sqlite_needs_it(String setting) throws Exception {
        assertThatSqliteSays(
                "which does not exist",
                temporary.resolve("missing"),
                program("jdbc:sqlite:w.db").jvm("-D" + setting + "=" + temporary.resolve("missing")));
    }

    @ParameterizedTest
    @CsvSource({"size=64k, which has too little space", "noexec, see whether it is mounted noexec"})
    void a_folder_that_cannot_hold_or_run_the_library_of_a_hub_is_named(String options, String message)
            throws Exception {
        try (MountedFolder mounted = new MountedFolder(temporary, options)) {
            assertThat(mounted).isNotNull();
            assertThatSqliteSays(
                    message,
                    temporary,
                    program("jdbc:h2:./w").with("HUB", "intercom.hub").jvm("-Djava.io.tmpdir=" + temporary));
        }
    }

    private static void assertThatSqliteSays(String message, Path folder, QuickstartProcess program) throws Exception {
        Result result = program.run();

        assertThat(result.output())
                .containsOnlyOnce("Cannot load the native library of SQLite")
                .contains("the folder " + folder)
                .contains(message)
                .contains("-Dorg.sqlite.tmpdir")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", ""})
    void a_small_copy_into_another_database_needs_no_such_folder(String folder) throws Exception {
        Result result = program("jdbc:h2:./w")
                .with("SYNC_COLLECTIONS", "users,conversations,tags")
                .jvm("-Djava.io.tmpdir=" + temporary.resolve(folder))
                .run();

        assertThat(result.output()).contains("Everything is stored").doesNotContain("\tat ");
        assertThat(result.exitCode()).isZero();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void a_missing_folder_fails_what_does_not_fit_into_memory_alone() throws Exception {
        Path missing = temporary.resolve("missing");
        Result result =
                program("jdbc:h2:./w").jvm("-Djava.io.tmpdir=" + missing).run();

        assertThatCompaniesFailed(result, "the folder " + missing + ": it does not exist");
    }

    @Test
    void a_full_folder_fails_what_does_not_fit_into_memory_alone() throws Exception {
        try (MountedFolder mounted = new MountedFolder(temporary, "size=64k")) {
            assertThat(mounted).isNotNull();
            Files.write(temporary.resolve("other"), new byte[32 << 10]);
            Result result =
                    program("jdbc:h2:./w").jvm("-Djava.io.tmpdir=" + temporary).run();

            assertThatCompaniesFailed(result, "the folder " + temporary + ": No space left on device");
        }
    }

    private static void assertThatCompaniesFailed(Result result, String message) {
        assertThat(result.output())
                .containsPattern("(?m)^companies +0 +FAILED")
                .containsPattern("(?m)^users +\\d+ +\\d+ +COMPLETE")
                .contains(message)
                .contains("-Djava.io.tmpdir")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
