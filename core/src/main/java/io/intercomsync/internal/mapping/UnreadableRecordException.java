package io.intercomsync.internal.mapping;

/** An object is no record: it has no id or is not even an object. It is reported and kept out. */
public final class UnreadableRecordException extends RuntimeException {
    private final String where;

    UnreadableRecordException(String reason, String where) {
        super(where.isEmpty() ? reason : reason + " (" + where + ")");
        this.where = where;
    }

    /**
     * Returns a description that tells the object from others without an id: {@code created_at 2026-01-01T00:00:00Z},
     * for example; empty if there is none.
     */
    public String where() {
        return where;
    }
}
