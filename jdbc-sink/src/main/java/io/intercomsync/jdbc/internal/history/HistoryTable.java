package io.intercomsync.jdbc.internal.history;

import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumn;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import java.util.List;

/**
 * The table that keeps the versions of the rows of a collection.
 *
 * @param main the table of the collection
 * @param target its columns: those of the collection's table, and its own. Its key is that of the row and {@link #VERSION}
 */
public record HistoryTable(CollectionTable main, TargetTable target) {
    /** The column that says from when on the row was like this. */
    public static final String VALID_FROM = "valid_from";
    /** The column that says until when, without that moment; null while the version is current. */
    public static final String VALID_TO = "valid_to";
    /** The column that says whether the version is current. */
    public static final String IS_CURRENT = "is_current";
    /** The column that tells the versions of a row apart: the start as text, in the order of time. */
    public static final String VERSION = "_version";

    public static final List<String> OWN = List.of(VALID_FROM, VALID_TO, IS_CURRENT, VERSION);

    /** Returns the columns that it shares with the table of the collection. */
    public List<TargetColumn> copied() {
        return target.columns().stream()
                .filter(column -> !OWN.contains(column.name()))
                .toList();
    }

    /** Returns the names of the columns of the row's key in this table, in quotes; without the workspace. */
    public List<String> key() {
        return main.collection().keyColumns().stream().map(target::quoted).toList();
    }

    /** Returns the condition that holds for current versions. */
    public String isCurrent() {
        return target.quoted(VALID_TO) + " IS NULL";
    }

    /** Returns the columns of custom attributes, as this table has them. */
    List<AttributeColumn> attributes() {
        return main.attributes().all().stream()
                .filter(each -> target.has(each.column().name()))
                .map(each -> new AttributeColumn(
                        each.attribute(), target.find(each.column().name()).orElseThrow()))
                .toList();
    }
}
