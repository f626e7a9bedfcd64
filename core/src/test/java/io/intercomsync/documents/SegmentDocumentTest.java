package io.intercomsync.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the page about Segment's source names classes, settings and tests that exist, in every row. */
class SegmentDocumentTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCUMENT = ROOT.resolve("src-docs/segment.md");
    private static final Path SETTINGS = ROOT.resolve("src-docs/getting-started.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (?!Segment's source|---)(.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w*(\\.\\w+)*");
    private static final Pattern SETTING = Pattern.compile("[A-Z]+(_[A-Z]+)+");

    @Test
    void every_row_names_what_keeps_the_promise() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(row.group(2)).as(row.group(1)).containsPattern("^console|`|^any "));
    }

    @Test
    void names_classes_and_members_that_exist() throws IOException {
        Map<String, String> sources = sources("/src/main/");

        for (MatchResult row : rows()) {
            codes(row.group(2)).filter(code -> CLASS.matcher(code).matches()).forEach(code -> {
                List<String> names = List.of(code.split("\\.", -1));
                assertThat(sources).as(code).containsKey(names.get(0));
                for (String name : names) {
                    assertThat(sources.get(names.get(0))).as(code).containsPattern("\\b" + name + "\\b");
                }
            });
        }
    }

    @Test
    void names_settings_that_exist() throws IOException {
        String settings = Files.readString(SETTINGS);

        for (MatchResult row : rows()) {
            assertThat(codes(row.group(2)).filter(code -> SETTING.matcher(code).matches()))
                    .allSatisfy(setting -> assertThat(settings).contains("`" + setting + "`"));
        }
    }

    @Test
    void names_tests_that_exist_in_every_row() throws IOException {
        Map<String, String> sources = sources("/src/test/");

        for (MatchResult row : rows()) {
            List<String> tests = codes(row.group(3)).toList();
            assertThat(tests).as(row.group(1)).isNotEmpty();
            assertThat(tests).as(row.group(1)).allSatisfy(test -> {
                assertThat(test).endsWith("Test");
                assertThat(sources).containsKey(test);
            });
        }
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1));
    }

    /** Returns the texts of the sources on such a path, by class. */
    private static Map<String, String> sources(String path) throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file ->
                            file.toString().contains(path) && file.toString().endsWith(".java"))
                    .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
        }
        return sources;
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
