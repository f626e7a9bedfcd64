package io.intercomsync.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The columns are the contract with whoever queries the tables: they change only on purpose. */
class ColumnsTest {

    /** To take over a change on purpose, run with {@code -Dcolumns.write=src/test/resources/columns.txt}. */
    @Test
    void has_the_columns_that_were_agreed() throws IOException {
        String columns = String.join("\n", columns().toList()) + "\n";
        String written = System.getProperty("columns.write");
        if (written != null) {
            Files.writeString(Path.of(written), columns);
        }

        try (InputStream agreed = Objects.requireNonNull(getClass().getResourceAsStream("/columns.txt"))) {
            assertThat(columns)
                    .as("if the change is meant: mvn test -pl core -am -Dtest=ColumnsTest"
                            + " -Dcolumns.write=src/test/resources/columns.txt")
                    .isEqualTo(new String(agreed.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Stream<String> columns() {
        return Arrays.stream(IntercomCollection.values())
                .flatMap(collection -> collection.columns().stream()
                        .map(column -> collection.tableName() + " " + column.name() + " " + column.type()));
    }

    @Test
    void knows_85_properties_of_segment() {
        assertThat(SegmentProperties.ALL).containsOnlyKeys(IntercomCollection.values());
        assertThat(SegmentProperties.ALL.values().stream().mapToInt(List::size).sum())
                .isEqualTo(85);
    }

    @ParameterizedTest
    @EnumSource
    void has_every_property_of_segment_as_a_column_of_that_name(IntercomCollection collection) {
        assertThat(collection.columns()).extracting(Column::name).containsAll(SegmentProperties.ALL.get(collection));
    }

    @ParameterizedTest
    @EnumSource
    void names_each_column_once_also_without_case(IntercomCollection collection) {
        assertThat(collection.columns())
                .extracting(Column::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    @ParameterizedTest
    @EnumSource
    void has_text_columns_as_keys(IntercomCollection collection) {
        for (String key : collection.keyColumns()) {
            assertThat(collection.columns()).contains(new Column(key, ColumnType.TEXT, key));
        }
        collection
                .parentColumn()
                .ifPresent(parent ->
                        assertThat(collection.columns()).contains(new Column(parent, ColumnType.TEXT, parent)));
    }
}
