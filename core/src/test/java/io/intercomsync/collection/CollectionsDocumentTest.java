package io.intercomsync.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.internal.description.ColumnTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document of the collections has every column with its type, in order, and none that does not exist. */
class CollectionsDocumentTest {
    private static final Path DOCUMENT = Path.of("../src-docs/collections.md");
    private static final Pattern CHAPTER = Pattern.compile("(?m)^## ([a-z_]+)$");
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\w+) \\|.+\\|.+\\|.+\\|$");

    private static final Pattern TEXT = Pattern.compile("(?m)^\\| `([^`]+)` \\| [A-Z]+ \\|.+\\| ([^|]+) \\|$");

    private static final Pattern UNIT = Pattern.compile("(?m)^\\| `([a-z_]+\\.[^`]+)`.* \\| [^|]+ \\|$");

    @ParameterizedTest
    @EnumSource
    void has_each_column(IntercomCollection collection) throws IOException {
        List<String> columns = collection.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();

        assertThat(documented(collection.tableName())).isEqualTo(columns);
    }

    @ParameterizedTest
    @EnumSource
    void has_the_texts_that_databases_show_as_comments(IntercomCollection collection) throws IOException {
        ColumnTexts texts = new ColumnTexts();
        String chapter = chapter(collection.tableName());

        List<String> shown = TEXT.matcher(chapter)
                .results()
                .map(line -> line.group(1) + ": " + line.group(2))
                .toList();

        assertThat(shown)
                .isEqualTo(collection.columns().stream()
                        .map(column -> column.name() + ": " + texts.of(collection, column.name()))
                        .toList());
        assertThat(shown).noneMatch(text -> text.endsWith(": "));
        assertThat(texts.of(collection)).isNotEmpty();
        assertThat(chapter.replace("`", "")).contains("\n\n" + texts.of(collection) + " Key: ");
    }

    @Test
    void has_no_other_collection() throws IOException {
        List<String> chapters = CHAPTER.matcher(Files.readString(DOCUMENT))
                .results()
                .map(chapter -> chapter.group(1))
                .toList();

        assertThat(chapters)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(IntercomCollection.values())
                        .map(IntercomCollection::tableName)
                        .toList());
    }

    @Test
    void has_the_unit_of_each_number() throws IOException {
        List<String> numbers = Arrays.stream(IntercomCollection.values())
                .flatMap(collection -> collection.columns().stream()
                        .filter(column -> column.type() == ColumnType.INTEGER || column.type() == ColumnType.DECIMAL)
                        .map(column -> collection.tableName() + "." + column.name()))
                .toList();
        List<String> statistics;
        try (FakeIntercom intercom = FakeIntercom.builder().conversations(1).start()) {
            intercom.conversation("1");
            Object told = intercom.truth()
                    .find(ObjectType.CONVERSATIONS, "1")
                    .orElseThrow()
                    .get("statistics");
            statistics = ((Map<?, ?>) told)
                    .keySet().stream()
                            .map(Object::toString)
                            .filter(key -> key.matches("time_.+|count_.+|median_.+|.*handling_time|.+_at"))
                            .map("conversations.statistics."::concat)
                            .toList();
        }

        List<String> units = UNIT.matcher(Files.readString(DOCUMENT))
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(statistics).hasSize(19);
        assertThat(units).containsAll(numbers).containsAll(statistics).doesNotHaveDuplicates();
    }

    private static List<String> documented(String table) throws IOException {
        return COLUMN.matcher(chapter(table))
                .results()
                .map((MatchResult column) -> column.group(1) + " " + column.group(2))
                .toList();
    }

    private static String chapter(String table) throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("\n## " + table + "\n");
        assertThat(start).as("chapter of %s", table).isPositive();
        int end = document.indexOf("\n## ", start + 1);
        return document.substring(start, end);
    }
}
