package io.intercomsync.collection;

/** The type of the values in a column of a {@link Row}. Every column may hold {@code null}, except for key columns. */
public enum ColumnType {
    /** A {@link String}. */
    TEXT,
    /** A {@link Boolean}. */
    BOOLEAN,
    /** A {@link Long}. */
    INTEGER,
    /** A {@link java.math.BigDecimal} with all the digits that Intercom sent. */
    DECIMAL,
    /** A {@link java.time.Instant}. */
    TIMESTAMP,
    /**
     * A {@link String} that holds JSON text. The members of each object are in the order of their names, so equal JSON is equal
     * text. Characters that are no text by themselves (U+0000, half of a surrogate pair) are {@code \}{@code uXXXX} escapes.
     */
    JSON
}
