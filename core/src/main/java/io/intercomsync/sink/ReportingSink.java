package io.intercomsync.sink;

/**
 * A sink that reports the result of each write. It finds the rows that its destination refuses for their data, keeps each of
 * them out with its children, and stores the rest.
 */
public interface ReportingSink extends Sink {

    /**
     * Stores the changes as {@link Sink#write} does, and returns the result.
     *
     * <p>If the sink keeps rows out, it stores the rest <b>without</b> the checkpoints and names these rows in the result.
     * A {@link CheckpointingSink} then receives changes without rows, whose checkpoints also record the objects to fetch
     * again. After a crash between the two, the same rows come again. If the sink is a {@link ReadableSink} too, the engine skips
     * objects whose rows it holds; so {@link ReadableSink#lackingChildren} must name the rows that were stored without a refused
     * child.
     *
     * @throws io.intercomsync.error.SinkException if any of it could not be stored for another reason
     */
    WriteResult store(Changes changes);

    /** Stores the changes and drops the result. The engine calls {@link #store} instead. */
    @Override
    default void write(Changes changes) {
        store(changes);
    }
}
