package io.intercomsync.internal.files;

/** A set of ids in a temporary file, because it may not fit into memory. */
public final class IdFile implements AutoCloseable {
    private final MemberFile file = new MemberFile();

    /** Adds an id; from any thread, before {@link #freeze()}. */
    public void add(String id) {
        file.add(id, 0);
    }

    /** Ends adding; lookups may begin. */
    public void freeze() {
        file.freeze();
    }

    public boolean contains(String id) {
        return !file.numbersOf(id).isEmpty();
    }

    @Override
    public void close() {
        file.close();
    }
}
