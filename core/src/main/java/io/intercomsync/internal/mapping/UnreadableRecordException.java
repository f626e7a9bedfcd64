package io.intercomsync.internal.mapping;

/** An object that is no record, since it has no id or is not even an object. It is reported and kept out. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String where;

    UnreadableRecordException(String reason, String where) {
        super(where.isEmpty() ? reason : reason + " (" + where + ")");
        this.where = where;
    }

    /**
     * Tells the object from others in place of its id, by {@code created_at 2026-01-01T00:00:00Z} for example; empty if nothing
     * does.
     */
    public String where() {
        return where;
    }
}
