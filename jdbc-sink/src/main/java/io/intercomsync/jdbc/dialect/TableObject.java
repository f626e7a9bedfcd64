package io.intercomsync.jdbc.dialect;

import io.intercomsync.jdbc.internal.value.PrintableText;

/**
 * An object that somebody added to a table. It may refuse, change or keep out rows.
 *
 * @param kind its kind: {@code trigger}, {@code rule}, {@code row-level policy}, {@code view}, {@code index}, {@code generated column}
 * @param name its name
 * @param function the function that a trigger calls; empty for others
 */
public record TableObject(String kind, String name, String function) {
    /** The kind of an index, which may refuse rows but never changes them. */
    public static final String INDEX = "index";

    /** The kind of a column that the database computes, which may refuse rows but never changes others. */
    public static final String GENERATED = "generated column";

    /** The kind of a reference by a foreign key, whose name is the table that refers to this one. It never changes rows. */
    public static final String REFERENCE = "foreign key of the table";

    /** Makes an object that calls no function. */
    public TableObject(String kind, String name) {
        this(kind, name, "");
    }

    /** Returns whether the object may change rows or keep them out without an error. */
    public boolean mayChangeRows() {
        return !kind.equals(INDEX) && !kind.equals(GENERATED) && !kind.equals(REFERENCE);
    }

    @Override
    public String toString() {
        return "the " + kind + " \"" + PrintableText.cleaned(name) + '"';
    }
}
