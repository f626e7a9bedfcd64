package io.intercomsync.jdbc.internal.load;

/** Says how to treat a row whose object was deleted or merged. */
public enum DeletionMode {
    /** Mark it. */
    MARK,
    /** Remove it. */
    REMOVE,
    /** Leave it as it is. */
    IGNORE
}
