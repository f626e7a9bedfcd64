package io.intercomsync.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 1_000})
    void reads_what_was_written_while_more_is_written(int mostInMemory) throws IOException {
        try (TemporaryFile file = new TemporaryFile(folder, mostInMemory)) {
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
    void no_text_stays_in_a_file_when_the_process_is_killed() throws IOException {
        try (TemporaryFile file = new TemporaryFile(folder, 0)) {
            file.out().write('x');

            assertThat(file.in(0, 1).read()).isEqualTo('x');
            assertThat(folder).as("files that nothing would delete").isEmptyDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void little_needs_no_folder_K102() {
        try (MemberFile members = new MemberFile();
                TemporaryFile file = new TemporaryFile(folder.resolve("missing"), 10)) {
            members.add("u", 1);
            members.freeze();
            file.append(new byte[10], 0, 10);

            assertThat(members.numbersOf("u")).containsExactly(1);
            assertThat(file.size()).isEqualTo(10);
        }
    }

    @Test
    void a_missing_folder_is_told_with_the_setting_that_chooses_another_K102() {
        Path missing = folder.resolve("missing");
        try (TemporaryFile file = new TemporaryFile(missing, 10)) {

            assertThatThrownBy(() -> file.append(new byte[11], 0, 11))
                    .hasMessage(
                            "Cannot write a temporary file into the folder " + missing + ": it does not exist. Mend"
                                    + " that, or choose another folder by the JVM's setting -Djava.io.tmpdir=...; then run again");
        }
    }
}
