package io.intercomsync.sink;

/**
 * Where records go: a warehouse, a file, a queue. Implement {@link #write(Changes)}; the rest is optional, and so are the
 * abilities {@link CheckpointingSink}, {@link ReadableSink} and {@link ReportingSink}, which a sink may implement beside
 * this interface.
 *
 * <p>A sink serves one engine. The engine never calls {@code write} from two threads at once, but may call it from a
 * different thread in each run.
 */
@FunctionalInterface
public interface Sink extends AutoCloseable {

    /**
     * Stores the changes: first the removals, then the batches, replacing rows with the same key. Returns only once they
     * would survive a crash: the engine takes the checkpoint as reached on return. The same changes may come again after a
     * failure, so storing them twice must be the same as storing them once. A sink holds nothing back between two writes.
     *
     * <p>A run is stopped by an interrupt of the thread that writes. A write that waits, and is interrupted, throws, with the
     * {@code InterruptedException} as the cause or with the thread's flag set again; else the run goes on. Whatever else is
     * thrown fails the feed; of anything but a {@code SinkException}, reports and logs show the class alone.
     *
     * @param changes what belongs together; a sink that has transactions stores it in one
     * @throws io.intercomsync.error.SinkException if any of it could not be stored; the feed fails, and the engine hands
     *     over the whole unit again in a later run
     */
    void write(Changes changes);

    /**
     * How much the engine may join into one {@link Changes}. The default is {@link UnitSize#SMALL}; a sink for which a write
     * is dear asks for more.
     */
    default UnitSize unitSize() {
        return UnitSize.SMALL;
    }

    /**
     * Hears that a run begins, before the engine asks for anything else. A sink that lets one run at a time write takes its place
     * here: it waits once for all that the run will store. The default does nothing.
     *
     * @param workspace whose objects the run reads
     * @throws io.intercomsync.error.SinkException if the sink cannot be written to; the run then reads nothing and fails
     */
    default void beginRun(String workspace) {}

    /**
     * Hears that the run is over. The engine calls it after each {@link #beginRun}, also after one that threw. A sink gives
     * back what nobody needs until the next run, such as its connections and the place of its writer. The default does nothing.
     */
    default void endRun() {}

    /** Lets go of what the sink holds. The engine never calls it: whoever made the sink does. The default does nothing. */
    @Override
    default void close() {}
}
