package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map for contributors names classes, packages and folders that exist, and every package of the library. */
class ArchitectureDocumentTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path MAP = ROOT.resolve("src-docs/architecture.md");
    private static final List<String> LIBRARIES = List.of(
            "core/src/main/java",
            "core/hub/src/main/java",
            "core/micrometer/src/main/java",
            "jdbc-sink/src/main/java",
            "jdbc-sink/testkit/src/main/java",
            "core/fake-intercom/src/main/java");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]\\w*");
    private static final Pattern DECLARED =
            Pattern.compile("(?m)^\\s*(?:[a-z]+ )*(?:class|interface|record|enum|@interface) (\\w+)");

    @Test
    void names_classes_that_exist() throws IOException {
        Set<String> declared = declaredTypes();

        Set<String> named =
                codes().filter(code -> TYPE.matcher(code).matches()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(declared).containsAll(named);
    }

    @Test
    void names_every_package_of_the_library() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String library : LIBRARIES) {
            Path sources = ROOT.resolve(library);
            files(sources, "package-info.java")
                    .forEach(file -> packages.add(
                            sources.relativize(file.getParent()).toString().replace('/', '.')));
        }

        assertThat(codes().collect(Collectors.toSet())).containsAll(packages);
    }

    @Test
    void names_files_and_folders_that_exist() throws IOException {
        assertThat(codes().filter(code -> code.matches("(core|jdbc-sink|examples|src-docs)/[\\w./-]*")))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    private static Stream<String> codes() throws IOException {
        String text = BLOCK.matcher(Files.readString(MAP)).replaceAll("");
        return CODE.matcher(text).results().map((MatchResult code) -> code.group(1));
    }

    private static Set<String> declaredTypes() throws IOException {
        Set<String> declared = new TreeSet<>();
        for (String module : List.of("core", "jdbc-sink", "examples")) {
            files(ROOT.resolve(module), ".java")
                    .forEach(file ->
                            DECLARED.matcher(read(file)).results().forEach(type -> declared.add(type.group(1))));
        }
        return declared;
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
