package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.quickstart.QuickstartProcess.Result;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that the README's first command builds. */
class PackagedJarIT {
    @TempDir
    Path directory;

    private QuickstartProcess jar() {
        return QuickstartProcess.ofJar(directory, System.getProperty("quickstart.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:./warehouse", "jdbc:duckdb:warehouse.duckdb"})
    void has_the_drivers_and_runs_without_a_warning(String url) throws Exception {
        try (FakeIntercom intercom = FakeIntercom.builder()
                .contacts(50)
                .conversations(20)
                .token(QuickstartProcess.TOKEN)
                .start()) {

            Result result = jar().with("INTERCOM_ACCESS_TOKEN", QuickstartProcess.TOKEN)
                    .with("INTERCOM_BASE_URL", intercom.url())
                    .with("WAREHOUSE_JDBC_URL", url)
                    .run();

            assertThat(result.output()).contains("Everything is stored").doesNotContainIgnoringCase("warn");
            assertThat(result.exitCode()).isEqualTo(0);
        }
    }

    @Test
    void has_the_driver_of_postgresql() throws Exception {
        Result result = jar().arguments("--fake")
                .with("WAREHOUSE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/x")
                .run();

        assertThat(result.output()).contains("Connection to 127.0.0.1:1 refused");
    }

    @Test
    void knows_its_version() throws Exception {
        assertThat(jar().arguments("--version").run().output()).matches("Intercom Sync \\d+\\.\\d+.*\\R");
    }

    @Test
    void has_the_license_and_the_notice() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("quickstart.jar"))) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
        }
    }

    @Test
    void reads_the_bundled_fake_without_any_setting() throws Exception {
        Result result = jar().run();

        assertThat(result.output())
                .contains("INTERCOM_ACCESS_TOKEN is not set: reading the bundled fake Intercom")
                .containsPattern("(?m)^conversations +3,000 +3,000 +COMPLETE");
        assertThat(result.exitCode()).isEqualTo(0);
        assertThat(directory.resolve("warehouse.duckdb")).isNotEmptyFile();
    }
}
