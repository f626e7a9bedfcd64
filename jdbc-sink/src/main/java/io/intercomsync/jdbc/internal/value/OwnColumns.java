package io.intercomsync.jdbc.internal.value;

/** The names of the columns that the sink adds to those of a collection. */
public final class OwnColumns {
    /** The workspace of the row, where several share a schema. */
    public static final String WORKSPACE = "workspace_id";
    /** When this version of the row was first written. */
    public static final String RECEIVED_AT = "received_at";
    /** When the object was deleted or merged. */
    public static final String DELETED_AT = "deleted_at";
    /** The id of the person that this one was merged into. */
    public static final String MERGED_INTO = "merged_into";
    /** The hash that tells whether the row has changed. */
    public static final String ROW_HASH = "_row_hash";

    private OwnColumns() {}
}
