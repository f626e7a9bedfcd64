package io.intercomsync.jdbc.dialect;

import io.intercomsync.jdbc.internal.value.PrintableText;

/**
 * An object that somebody added to a table. It may refuse, change or keep out rows.
 *
 * @param kind its kind: {@code trigger}, {@code rule}, {@code row-level policy}, {@code index}
 * @param name its name
 * @param function the function that a trigger calls; empty for others
 */
public record TableObject(String kind, String name, String function) {
    /** The kind of an index, which may refuse rows but never changes them. */
    public static final String INDEX = "index";

    /** Makes an object that calls no function. */
    public TableObject(String kind, String name) {
        this(kind, name, "");
    }

    /** Returns whether the object may change rows or keep them out without an error. */
    public boolean mayChangeRows() {
        return !kind.equals(INDEX);
    }

    @Override
    public String toString() {
        return "the " + kind + " \"" + PrintableText.cleaned(name) + '"';
    }
}
