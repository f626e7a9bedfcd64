package io.intercomsync.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TemporaryFileTest {

    @Test
    void reads_what_was_written_while_more_is_written() throws IOException {
        try (TemporaryFile file = new TemporaryFile()) {
            file.out().write("first".getBytes(StandardCharsets.UTF_8));
            assertThat(file.in(0, file.size()).readAllBytes()).asString().isEqualTo("first");
            file.out().write("second".getBytes(StandardCharsets.UTF_8));
            file.out().write('!');

            assertThat(file.in(5, file.size()).readAllBytes()).asString().isEqualTo("second!");
            assertThat(file.in(1, 3).readAllBytes()).asString().isEqualTo("ir");
            assertThat(file.in(11, 100).read()).isEqualTo('!');
            assertThat(file.in(12, 100).read()).isEqualTo(-1);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the name stays until the file is closed")
    void what_people_wrote_stays_nowhere_when_the_process_is_killed() throws IOException {
        Set<Path> before = temporaryFiles();
        try (MemberFile members = new MemberFile(0);
                Spool spool = new Spool()) {
            members.add("u", 1);
            members.freeze();

            assertThat(members.numbersOf("u")).containsExactly(1);
            assertThat(spool.size()).isZero();
            assertThat(temporaryFiles()).as("files that nothing would delete").isEqualTo(before);
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static Set<Path> temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("intercom-sync"))
                    .collect(Collectors.toSet());
        }
    }
}
