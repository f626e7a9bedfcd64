package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name stands for one class in the whole project, main and test, so a reader never has to ask which one is meant. */
class ClassNamesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    /** Names that two modules share today. Each class is to get a name of its own; then this set goes. */
    private static final Set<String> SHARED_TODAY =
            Set.of("Checkpoints.java", "Names.java", "Readers.java", "Unit.java");

    @Test
    void no_class_name_is_used_twice() throws IOException {
        Map<String, List<Path>> byName;
        try (Stream<Path> files = Files.walk(ROOT)) {
            byName = files.filter(ClassNamesTest::isSource)
                    .map(ROOT::relativize)
                    .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        }

        assertThat(byName).hasSizeGreaterThan(300);
        assertThat(byName.values())
                .filteredOn(files -> files.size() > 1)
                .filteredOn(files -> !isExempt(files.get(0).getFileName().toString()))
                .isEmpty();
    }

    private static boolean isExempt(String name) {
        return name.equals("package-info.java") || SHARED_TODAY.contains(name);
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java")
                && !ROOT.relativize(file).toString().contains("target");
    }
}
