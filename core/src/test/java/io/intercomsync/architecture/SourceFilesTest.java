package io.intercomsync.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads the text of all Java files of all modules, main and test. */
class SourceFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST = 300;

    /** The files that may be longer, each with the reason. */
    private static final Map<String, String> LONG_FILES = Map.ofEntries(
            Map.entry("SyncEngine", "the Javadoc of the options of its builder is two thirds of it"),
            Map.entry("IntercomClient", "the Javadoc of the options of its builder is two thirds of it"),
            Map.entry("OddValuesTest", "one table of odd values and their columns"),
            // To be mended by those who work on them:
            Map.entry("Run", "to be cut"),
            Map.entry("ContactsFeed", "to be cut"),
            Map.entry("FakeIntercom", "to be cut"),
            Map.entry("Edits", "to be cut"),
            Map.entry("Defaults", "to be cut"),
            Map.entry("SdkClient", "to be cut"),
            Map.entry("QuickstartTest", "to be cut"),
            Map.entry("ContactSearchTest", "to be cut"),
            Map.entry("SyncEngineTest", "to be cut"),
            Map.entry("SweepTest", "to be cut"),
            Map.entry("ContactChangesTest", "to be cut"),
            Map.entry("ConversationChangesTest", "to be cut"),
            Map.entry("KeptOutTest", "to be cut"),
            Map.entry("ResumedRunTest", "to be cut"),
            Map.entry("WrongClocksTest", "to be cut"));

    private static final Pattern RIDDLE =
            Pattern.compile("(?:/\\*\\*|//)\\s*(?:\\*\\s*)?(?:What|Which|Whether|Of) .{0,40}");

    /** The comments outside of the packages below that still open so. */
    private static final int RIDDLES_LEFT = 204;

    /** The files in which no comment opens so. */
    private static final Pattern MENDED = Pattern.compile(
            "jdbc-sink/src/main/java/.*|core/src/main/java/io/intercomsync/((error|report|collection|model|internal/(http|api|pace|json|mapping|value|foreign))/)?\\w+\\.java");

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean isSkipped = name.equals("target") || name.startsWith(".");
                return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(files).hasSizeGreaterThan(300);
        return files;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @Test
    void no_file_is_longer_than_a_reader_likes() throws IOException {
        Map<String, Integer> tooLong = new TreeMap<>();
        for (Path file : files()) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST && !LONG_FILES.containsKey(className(file))) {
                tooLong.put(ROOT.relativize(file).toString(), lines);
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void no_two_classes_have_the_same_name() throws IOException {
        Map<String, Path> first = new HashMap<>();
        Map<String, Path> twins = new TreeMap<>();
        for (Path file : files()) {
            String name = className(file);
            Path other = first.putIfAbsent(name, file);
            if (other != null && !name.equals("package-info")) {
                twins.put(name, ROOT.relativize(file));
            }
        }

        assertThat(twins).isEmpty();
    }

    @Test
    void no_comment_opens_as_a_riddle() throws IOException {
        List<String> riddles = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (Path file : files()) {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            Matcher riddle = RIDDLE.matcher(Files.readString(file));
            while (path.contains("/src/main/") && riddle.find()) {
                List<String> found = MENDED.matcher(path).matches() ? riddles : elsewhere;
                found.add(path + ": " + riddle.group().replaceAll("\\s+", " "));
            }
        }

        assertThat(riddles).isEmpty();
        assertThat(elsewhere).hasSizeLessThanOrEqualTo(RIDDLES_LEFT);
    }
}
