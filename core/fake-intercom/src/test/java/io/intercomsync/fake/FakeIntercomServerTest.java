package io.intercomsync.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.internal.json.FakeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeIntercomServerTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private @Nullable FakeIntercomServer parse(String... arguments) {
        return FakeIntercomServer.parse(arguments, new PrintStream(errors, true, UTF_8));
    }

    @Test
    void serves_what_the_options_say() {
        FakeIntercomServer server = parse(
                "--contacts",
                "5",
                "--companies",
                "2",
                "--conversations",
                "3",
                "--limit",
                "0",
                "--token",
                "secret",
                "--timezone",
                "Asia/Tokyo",
                "--api-version",
                "2.14",
                "--gzip");

        try (FakeIntercom intercom = server.builder().start()) {
            assertThat(intercom.token()).isEqualTo("secret");
            assertThat(intercom.truth().counts().conversations()).isEqualTo(3);
            assertThat(new TestClient(intercom).get("/me").body()).contains("Asia/Tokyo");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--contacts, many, not a whole number",
        "--colour, red, unknown option --colour",
        "--timezone, Mars, Mars",
        "--api-version, 7, no such version",
        "--parts, 5000, parts must be"
    })
    void tells_what_is_wrong_with_an_option(String option, String value, String message) {
        assertThat(parse(option, value)).isNull();
        assertThat(errors.toString(UTF_8)).contains(message).contains(option);
    }

    @Test
    void tells_that_a_value_is_missing() {
        assertThat(parse("--contacts")).isNull();
        assertThat(errors.toString(UTF_8)).contains("no value for --contacts");
        assertThat(FakeIntercomServer.help()).contains("--latency-ms N");
    }

    @Test
    void writes_all_that_it_holds_an_object_a_line(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("truth.jsonl");

        try (FakeIntercom intercom =
                FakeIntercom.builder().contacts(5).conversations(3).start()) {
            FakeIntercomServer.write(intercom.truth(), file);

            List<Object> lines =
                    Files.readAllLines(file).stream().map(FakeJson::read).toList();
            assertThat(lines)
                    .filteredOn(line -> "conversation".equals(TestClient.at(line, "type")))
                    .hasSize(3);
            assertThat(lines).contains(intercom.truth().contacts().findFirst().orElseThrow());
            assertThat(lines).hasSize(5 + 3 + 24 + 12 + 12 + 4);
        }
    }
}
