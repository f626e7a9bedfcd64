package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.quickstart.QuickstartProcess.Result;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module, with the packaged jars on the module path, as getting-started.md shows. */
class ModulePathIT {
    private static final String MODULE = """
            module my.app {
                requires io.intercomsync.jdbc;
                requires io.intercomsync.hub;
                requires java.sql;
            }
            """;
    private static final String MAIN = """
            package my.app;

            import io.intercomsync.IntercomClient;
            import io.intercomsync.SyncEngine;
            import io.intercomsync.hub.Hub;
            import io.intercomsync.jdbc.JdbcSink;
            import java.net.URI;
            import java.nio.file.Path;

            public final class Main {
                public static void main(String[] arguments) {
                    try (IntercomClient client = IntercomClient.builder(arguments[0])
                                    .baseUrl(URI.create(arguments[1]))
                                    .build();
                            Hub hub = Hub.builder(Path.of("modules.hub")).build();
                            JdbcSink sink = JdbcSink.builder(arguments[2]).build()) {
                        System.out.println(Main.class.getModule() + " " + JdbcSink.class.getModule());
                        System.out.println(Hub.class.getModule());
                        System.out.println("source " + SyncEngine.builder(client, hub).build().sync().status());
                        System.out.println("flush " + hub.flushTo(sink).status());
                    }
                }
            }
            """;
    /** Names the jars that only the tests need. WireMock's jar holds packages of others. */
    private static final String OF_TESTS = ".*/(junit|assertj|opentest4j|apiguardian|byte-buddy|surefire|failsafe|"
            + "wiremock|intercom-sync-fake|intercom-sync-quickstart|quickstart)[^/]*";

    @TempDir
    Path directory;

    @Test
    void a_module_that_requires_the_sink_and_the_hub_copies_a_workspace() throws Exception {
        String modules = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.matches(OF_TESTS))
                .collect(Collectors.joining(File.pathSeparator));
        compile(modules);
        try (FakeIntercom intercom =
                FakeIntercom.builder().contacts(20).conversations(5).start()) {

            Result result = QuickstartProcess.of(
                            directory,
                            "--module-path",
                            modules + File.pathSeparator + directory.resolve("classes"),
                            "--add-modules",
                            "ALL-MODULE-PATH",
                            "--module",
                            "my.app/my.app.Main")
                    .arguments(intercom.token(), intercom.url(), "jdbc:h2:mem:modules")
                    .run();

            assertThat(result.output())
                    .contains("module my.app module io.intercomsync.jdbc", "module io.intercomsync.hub")
                    .contains("source COMPLETE", "flush COMPLETE");
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void the_document_shows_how() throws IOException {
        String document = Files.readString(Path.of("../../src-docs/getting-started.md"));

        assertThat(document)
                .contains("requires `io.intercomsync.jdbc` and `java.sql`, and `io.intercomsync.hub` for a hub")
                .contains("--add-modules ALL-MODULE-PATH --module my.app/my.app.Main");
    }

    private void compile(String modules) throws IOException {
        Path module = Files.writeString(directory.resolve("module-info.java"), MODULE);
        Path main = Files.writeString(directory.resolve("Main.java"), MAIN);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();

        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "--module-path",
                        modules,
                        "-d",
                        directory.resolve("classes").toString(),
                        module.toString(),
                        main.toString());

        assertThat(failed).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }
}
