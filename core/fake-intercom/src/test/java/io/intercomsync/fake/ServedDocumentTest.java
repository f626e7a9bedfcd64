package io.intercomsync.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the fake lists each call that it serves, with its versions, and no other. */
class ServedDocumentTest {

    private static final Path DOCUMENT = Path.of("../../src-docs/fake-intercom.md");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| `([A-Z]+ /[^`]+)` \\| ([^|]+) \\|");

    @Test
    void lists_what_is_served() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        LINE.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(line -> assertThat(listed.put(line.group(1), line.group(2)))
                        .as(line.group(1))
                        .isNull());

        try (FakeIntercom intercom = FakeIntercom.start()) {
            assertThat(listed).isEqualTo(intercom.served());
        }
    }
}
