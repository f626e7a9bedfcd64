package io.intercomsync.jdbc.internal.load;

/** What happens to a row whose object was deleted or merged. */
public enum RowDeletion {
    /** It is marked. */
    MARK,
    /** It is removed. */
    REMOVE,
    /** It stays as it is. */
    IGNORE
}
