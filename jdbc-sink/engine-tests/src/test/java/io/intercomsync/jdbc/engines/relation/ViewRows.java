package io.intercomsync.jdbc.engines.relation;

import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads views. */
final class ViewRows {
    private ViewRows() {}

    /** Returns the texts of the columns of all rows, in order. */
    static List<String> of(TestDatabase database, String view, String... columns) {
        String texts = Stream.of(columns)
                .map(column -> "COALESCE(CAST(\"" + column + "\" AS VARCHAR), 'null')")
                .collect(Collectors.joining(" || '|' || "));
        return database.query("SELECT " + texts + " FROM " + view + " ORDER BY 1").stream()
                .map(String::valueOf)
                .toList();
    }

    static boolean exists(TestDatabase database, OwnSchema schema, String view) {
        return database.tables(schema.toString()).contains(view);
    }
}
