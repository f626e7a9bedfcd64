package io.intercomsync.jdbc.internal.staging;

import io.intercomsync.jdbc.dialect.Dialect;
import java.util.List;
import java.util.stream.Stream;

/** Gives a column a wider type where the database cannot do so in place: by a new column that takes over its values and its name. */
public final class NewColumn {
    private static final String NAME = "_intercom_sync_wider";

    private NewColumn() {}

    /**
     * Returns the statements, which also work if an earlier run has stopped after the first.
     *
     * @param table the qualified name of the table, in quotes
     * @param column the name of the column, in quotes
     */
    public static List<String> inPlaceOf(Dialect dialect, String table, String column, String type) {
        String wider = dialect.quoted(NAME);
        return Stream.concat(
                        Stream.of(
                                dialect.addColumn(table, wider, type),
                                "UPDATE " + table + " SET " + wider + " = CAST(" + column + " AS " + type
                                        + ") WHERE TRUE"),
                        dialect.replaceColumn(table, column, wider).stream())
                .toList();
    }
}
