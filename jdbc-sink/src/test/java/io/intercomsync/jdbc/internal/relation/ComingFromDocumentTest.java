package io.intercomsync.jdbc.internal.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for those who come from another service names tables, views and columns that exist. */
class ComingFromDocumentTest {
    private static final Path PAGE = Path.of("../src-docs/coming-from.md");
    private static final Path COLUMNS = Path.of("../core/src/test/resources/columns.txt");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (Segment|Fivetran|Airbyte)$(.*?)(?=^## )");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!---)(.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final List<String> OF_SINK = List.of("received_at", "deleted_at", "merged_into");

    /** Returns the columns of each table and each view. */
    private static Map<String, Set<String>> here() throws IOException {
        Map<String, Set<String>> columns = new TreeMap<>();
        for (String line : Files.readAllLines(COLUMNS)) {
            String[] words = line.split(" ", -1);
            columns.computeIfAbsent(words[0], table -> new TreeSet<>(OF_SINK)).add(words[1]);
        }
        for (ListView view : ListView.all()) {
            Set<String> shown = columns.computeIfAbsent(view.name(), name -> new TreeSet<>());
            shown.add(view.ownerId());
            view.members().forEach(member -> shown.add(member.column()));
        }
        Set<String> people = new TreeSet<>(columns.getOrDefault("users", Set.of()));
        people.retainAll(columns.getOrDefault("contacts", Set.of()));
        columns.put("people", people);
        return columns;
    }

    private static Map<String, Set<String>> ofFivetran() {
        Map<String, Set<String>> columns = new TreeMap<>();
        for (FivetranView view : FivetranView.all()) {
            columns.put(
                    view.name(),
                    new TreeSet<>(
                            view.columns().stream().map(FivetranColumn::name).toList()));
        }
        return columns;
    }

    private static List<MatchResult> rows(String section) throws IOException {
        String text = SECTION.matcher(Files.readString(PAGE))
                .results()
                .filter(match -> match.group(1).equals(section))
                .map(match -> match.group(2))
                .findFirst()
                .orElseThrow();
        return ROW.matcher(text).results().skip(1).toList();
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1));
    }

    private static boolean exists(String code, Map<String, Set<String>> columns) {
        String[] parts = code.split("\\.", 2);
        Collection<String> found = columns.getOrDefault(parts[0], Set.of());
        if (parts.length == 1) {
            return columns.containsKey(code);
        }
        return parts[1].endsWith("*")
                ? found.stream().anyMatch(column -> column.startsWith(parts[1].substring(0, parts[1].length() - 1)))
                : found.contains(parts[1]);
    }

    @Test
    void names_tables_views_and_columns_that_exist_here() throws IOException {
        Map<String, Set<String>> here = here();

        for (String section : List.of("Segment", "Fivetran", "Airbyte")) {
            assertThat(rows(section)).as(section).hasSizeGreaterThan(15);
            for (MatchResult row : rows(section)) {
                assertThat(codes(row.group(2))).as(row.group()).allMatch(code -> exists(code, here));
                assertThat(row.group(2)).as(row.group()).matches("-|.*`.*");
            }
        }
    }

    @Test
    void names_all_tables_of_segment_and_all_views_in_fivetrans_form() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (String line : Files.readAllLines(COLUMNS)) {
            tables.add(line.split(" ", 2)[0]);
        }

        assertThat(rows("Segment").stream().flatMap(row -> codes(row.group(2)))).containsAll(tables);
        assertThat(rows("Fivetran").stream().flatMap(row -> codes(row.group(1))))
                .containsAll(ofFivetran().keySet());
    }

    @Test
    void names_columns_of_fivetran_that_the_views_have() throws IOException {
        Map<String, Set<String>> views = ofFivetran();

        assertThat(rows("Fivetran").stream().flatMap(row -> codes(row.group(1))).filter(code -> code.contains(".")))
                .hasSizeGreaterThan(10)
                .allMatch(code -> exists(code, views));
    }
}
