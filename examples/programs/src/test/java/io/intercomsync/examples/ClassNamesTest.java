package io.intercomsync.examples;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
                    .collect(groupingBy(
                            file -> file.getFileName().toString(), TreeMap::new, Collectors.toUnmodifiableList()));
        }

        assertThat(byName).containsKey("ClassNamesTest.java").hasSizeGreaterThan(300);
        byName.keySet().removeAll(SHARED_TODAY);
        byName.remove("package-info.java");
        assertThat(byName)
                .allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java")
                && !ROOT.relativize(file).toString().contains("target");
    }
}
