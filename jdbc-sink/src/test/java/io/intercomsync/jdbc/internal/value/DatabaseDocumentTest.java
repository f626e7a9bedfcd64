package io.intercomsync.jdbc.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.dialect.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the databases have the same headings, and name the driver and the types of their dialect. */
class DatabaseDocumentTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    private static final List<String> HEADINGS =
            List.of("Connection", "Types", "How rows are loaded", "Limits", "Rights", "Locks", "Useful settings");

    static Stream<Dialect> dialects() {
        return Stream.of(Dialects.POSTGRESQL, Dialects.MARIADB, Dialects.DUCKDB, Dialects.SQLITE, Dialects.H2);
    }

    private static String page(Dialect dialect) throws IOException {
        return Files.readString(Path.of("../src-docs", dialect.name().toLowerCase(Locale.ROOT) + ".md"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void each_page_has_the_headings_of_the_others(Dialect dialect) throws IOException {
        assertThat(HEADING.matcher(page(dialect)).results().map((MatchResult heading) -> heading.group(1)))
                .filteredOn(heading -> !heading.equals("Good to know"))
                .containsExactlyElementsOf(HEADINGS);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void each_page_names_the_driver_and_the_types_of_its_dialect(Dialect dialect) throws IOException {
        String page = page(dialect);

        assertThat(page).contains('`' + dialect.driver() + '`');
        for (ColumnType type : ColumnType.values()) {
            assertThat(page).contains('`' + dialect.type(type).replaceFirst(" CHARACTER SET.*", ""));
        }
    }
}
