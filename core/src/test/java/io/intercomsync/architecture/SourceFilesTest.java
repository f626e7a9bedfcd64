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
            Map.entry("Dialect", "the Javadoc of everything in which databases differ is most of it"),
            Map.entry("JdbcSink", "the Javadoc of the options of its builder is half of it"),
            Map.entry("OddValuesTest", "one table of odd values and their columns"),
            Map.entry("FakeIntercom", "the one entry on which a test chains its edits of the workspace"),
            Map.entry("QuickstartTest", "its tests share the processes that they start"),
            Map.entry("OwnDialectTest", "one dialect with everything overridden, and its cases"),
            Map.entry("SyncEngineTest", "one workspace read whole, from several sides"),
            Map.entry("SweepTest", "the rules of one sweep, which share their workspace"),
            Map.entry("ContactChangesTest", "the changes of contacts by version of the API, which share their clocks"),
            Map.entry("ConversationChangesTest", "the changes of conversations, which share their clocks"),
            Map.entry("KeptOutTest", "all ways in which one object can fail"),
            Map.entry("ResumedRunTest", "all places in which a run can be interrupted"),
            Map.entry("WrongClocksTest", "one simulation of wrong clocks and its cases"));

    private static final Pattern RIDDLE =
            Pattern.compile("(?:/\\*\\*|//)\\s*(?:\\*\\s*)?(?:What|Which|Whether|Of) .{0,40}");

    private static final Pattern TWO_COMMENTS = Pattern.compile("\\*/\\s*(/\\*\\*.{0,60})");

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
        for (Path file : files()) {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            Matcher riddle = RIDDLE.matcher(Files.readString(file));
            while (path.contains("/src/main/") && riddle.find()) {
                riddles.add(path + ": " + riddle.group().replaceAll("\\s+", " "));
            }
        }

        assertThat(riddles).isEmpty();
    }

    /** The compiler of JDK 17 drops the first of two comments in silence, and newer ones refuse it. */
    @Test
    void no_declaration_has_two_comments() throws IOException {
        List<String> seconds = new ArrayList<>();
        for (Path file : files()) {
            Matcher second = TWO_COMMENTS.matcher(Files.readString(file));
            while (second.find()) {
                seconds.add(ROOT.relativize(file) + ": " + second.group(1));
            }
        }

        assertThat(seconds).isEmpty();
    }
}
