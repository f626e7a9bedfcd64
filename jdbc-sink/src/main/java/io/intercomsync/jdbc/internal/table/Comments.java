package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.description.ColumnTexts;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.util.Map;

/** The texts that tables and columns get as comments when the sink makes them. */
public final class Comments {
    private static final ColumnTexts TEXTS = new ColumnTexts();

    private static final Map<String, String> OF_OWN_COLUMNS = Map.of(
            OwnColumns.WORKSPACE, "the id of the workspace that the row is of",
            OwnColumns.RECEIVED_AT, "when this version of the row was first written",
            OwnColumns.DELETED_AT, "when the object was deleted or merged in Intercom; null for a live row",
            OwnColumns.MERGED_INTO, "the id of the person that this one was merged into",
            OwnColumns.ROW_HASH, "the sink's own: tells whether a row has changed");

    private Comments() {}

    public static String of(IntercomCollection collection) {
        return TEXTS.of(collection);
    }

    /** Returns the text of a column; empty if it is neither one of the collection nor the sink's own. */
    public static String of(IntercomCollection collection, String column) {
        String text = TEXTS.of(collection, column);
        return text.isEmpty() ? OF_OWN_COLUMNS.getOrDefault(column, "") : text;
    }

    public static String ofAttribute(String attribute) {
        return "Custom attribute " + PrintableText.cleaned(attribute);
    }
}
