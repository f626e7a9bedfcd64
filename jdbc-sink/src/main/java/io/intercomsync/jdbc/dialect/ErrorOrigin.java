package io.intercomsync.jdbc.dialect;

/**
 * The object of the database that raised an error, as far as the driver tells.
 *
 * @param kind its kind
 * @param name its name, on one line; empty if the driver does not tell
 */
public record ErrorOrigin(Kind kind, String name) {
    /** Stands for an error of which the driver does not tell the object. */
    public static final ErrorOrigin UNKNOWN = new ErrorOrigin(Kind.UNKNOWN, "");

    /** The kinds of objects that raise errors. */
    public enum Kind {
        /** The driver does not tell. */
        UNKNOWN,
        /** A constraint or a unique index. */
        CONSTRAINT,
        /** A column that must not be null. */
        COLUMN,
        /** A row-level policy. */
        POLICY,
        /** A partitioned table that has no partition for the row. */
        PARTITION,
        /** A publication that needs to know which row an update changes. */
        PUBLICATION,
        /** A trigger or a function. The text of its errors may hold data. */
        CODE
    }

    /** Returns whether a trigger or a function raised the error. */
    public boolean isCode() {
        return kind == Kind.CODE;
    }
}
