package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents show code that is compiled, and link to what is there. */
class DocumentsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\R(.*?)^```");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    /** Stands for lines that the document leaves out. */
    private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\s*// \\.\\.\\.\\R");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("src-docs"))) {
            List<Path> found =
                    new ArrayList<>(pages.filter(page -> page.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            found.add(ROOT.resolve("README.md"));
            return found.stream().map(ROOT::relativize);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void java_code_is_an_excerpt_of_a_program_that_is_compiled(Path document) throws IOException {
        List<String> sources = sources("examples/programs/src");

        for (MatchResult block : JAVA.matcher(read(document)).results().toList()) {
            assertThat(sources)
                    .as("a source that has%n%s", block.group(1))
                    .anyMatch(source -> hasInOrder(source, LEFT_OUT.split(block.group(1))));
        }
    }

    /** Whoever starts from one of them would otherwise depend on what may change any day. */
    @Test
    void examples_use_nothing_that_is_internal() throws IOException {
        String internal = "importio.intercomsync." + "internal."; // in two pieces, or this file would have it

        assertThat(sources("examples")).isNotEmpty().noneMatch(source -> source.contains(internal));
    }

    private static boolean hasInOrder(String source, String[] pieces) {
        int from = 0;
        for (String piece : pieces) {
            String wanted = withoutBlanks(piece);
            int at = source.indexOf(wanted, from);
            if (at < 0) {
                return false;
            }
            from = at + wanted.length();
        }
        return true;
    }

    private static List<String> sources(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> withoutBlanks(read(ROOT.relativize(file))))
                    .toList();
        }
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s+", "");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_to_what_is_there(Path document) throws IOException {
        String text = CODE.matcher(read(document)).replaceAll("");

        for (MatchResult link : LINK.matcher(text).results().toList()) {
            if (!link.group(1).matches("(https?|mailto):.*")) {
                assertThatLeadsSomewhere(document, link.group(1));
            }
        }
    }

    private static void assertThatLeadsSomewhere(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : ROOT.relativize(
                        ROOT.resolve(document).resolveSibling(parts[0]).normalize());
        assertThat(ROOT.resolve(target)).as("%s in %s", link, document).exists();
        if (parts.length == 2) {
            assertThat(HEADING.matcher(read(target)).results().map(heading -> anchor(heading.group(1))))
                    .as("%s in %s", link, document)
                    .contains(parts[1]);
        }
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static String read(Path document) {
        try {
            return Files.readString(ROOT.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
