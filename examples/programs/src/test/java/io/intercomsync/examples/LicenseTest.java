package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.testkit.JdbcSinkContract;
import io.intercomsync.testkit.SinkContract;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                SyncEngine.class,
                FakeIntercom.class,
                SinkContract.class,
                JdbcSink.class,
                JdbcSinkContract.class,
                Hub.class
            })
    void each_module_brings_the_license_and_the_notice_K104(Class<?> ofModule) throws IOException, URISyntaxException {
        Path place = Path.of(
                ofModule.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            assertThatHasBoth(place.resolve("META-INF"));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                assertThatHasBoth(jar.getPath("META-INF"));
            }
        }
    }

    private static void assertThatHasBoth(Path folder) throws IOException {
        for (String file : new String[] {"LICENSE", "src-docs/NOTICE"}) {
            Path original = Path.of("../..").resolve(file);
            assertThat(Files.readString(folder.resolve(original.getFileName().toString())))
                    .as("%s in %s", file, folder)
                    .isEqualTo(Files.readString(original));
        }
    }
}
