package io.intercomsync.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of known faults has each of them, and the tests that it names are there and name the fault. */
class KnownFaultsDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("src-docs/known-faults.md");
    /** Its tests show the fault, not what we do about it. */
    private static final Path FAKE = ROOT.resolve("core/fake-intercom");

    private static final String ITSELF = KnownFaultsDocumentTest.class.getSimpleName() + ".java";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (K\\d{2,3}) \\|[^|]+\\|[^|]+\\| ([^|]+) \\|$");
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

    @Test
    void has_each_fault() throws IOException {
        assertThat(rows().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 129)
                        .mapToObj(number -> String.format(Locale.ROOT, "K%02d", number))
                        .toList());
    }

    @Test
    void names_tests_that_name_the_fault() throws IOException {
        List<Path> sources = testSources();
        for (MatchResult row : rows().toList()) {
            List<String> tests = CLASS.matcher(row.group(2))
                    .results()
                    .map(test -> test.group(1))
                    .toList();
            assertThat(!tests.isEmpty() || row.group(2).startsWith("none: "))
                    .as("%s names a test, or says why there is none", row.group(1))
                    .isTrue();
            for (String test : tests) {
                assertThat(sources)
                        .as("%s, which covers %s", test, row.group(1))
                        .anyMatch(source -> source.endsWith(test + ".java") && names(source, row.group(1)));
            }
        }
    }

    @Test
    void names_every_test_that_names_the_fault() throws IOException {
        for (MatchResult row : rows().toList()) {
            assertThat(testSources())
                    .filteredOn(source -> !source.startsWith(FAKE) && !source.endsWith(ITSELF))
                    .filteredOn(source -> names(source, row.group(1)))
                    .extracting(source -> source.getFileName().toString().replace(".java", ""))
                    .as("tests that name %s", row.group(1))
                    .allMatch(test -> row.group(2).contains("`" + test + "`"));
        }
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results();
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith("Test.java")
                            || file.toString().endsWith("Tests.java"))
                    .toList();
        }
    }

    /** Whether it names K10, and not only K102. */
    private static boolean names(Path source, String fault) {
        return Pattern.compile(fault + "(?!\\d)").matcher(read(source)).find();
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
