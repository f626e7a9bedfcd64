package io.intercomsync.internal.files;

/** A set of ids, for more than fit into memory: it is in a temporary file. */
public final class IdFile implements AutoCloseable {
    private final MemberFile file = new MemberFile();

    /** Adds an id; from any thread, before {@link #freeze()}. */
    public void add(String id) {
        file.add(id, 0);
    }

    /** Ends the adding; look-ups may begin. */
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
