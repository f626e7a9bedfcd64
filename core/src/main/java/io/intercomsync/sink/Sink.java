package io.intercomsync.sink;

/**
 * The destination of records: a warehouse, a file, a queue. Implement {@link #write(Changes)}. The other methods are optional. So
 * are the abilities {@link CheckpointingSink}, {@link ReadableSink} and {@link ReportingSink}, which a sink may also implement.
 *
 * <p>A sink serves one engine. The engine never calls {@code write} from two threads at once, but may call it from a
 * different thread in each run.
 */
@FunctionalInterface
public interface Sink extends AutoCloseable {

    /**
     * Stores the changes: first the removals, then the batches, replacing rows with the same key. Returns only after the changes
     * would survive a crash, since the engine then takes the checkpoint as reached. The same changes may come again after a
     * failure, so storing them twice must be the same as storing them once. A sink holds nothing back between two writes.
     *
     * <p>An interrupt of the writing thread stops the run. A write that waits and is interrupted throws an exception, with the
     * {@code InterruptedException} as the cause or with the thread's flag set again; otherwise the run goes on. Any other
     * exception fails the feed. Reports and logs show the message of a {@code SinkException}, and only the class of other
     * exceptions.
     *
     * @param changes the changes to store together, in one transaction if the sink has transactions
     * @throws io.intercomsync.error.SinkException if any of it could not be stored; the feed fails, and the engine hands
     *     over the whole unit again in a later run
     */
    void write(Changes changes);

    /**
     * Returns how much the engine may join into one {@link Changes}. The default is {@link UnitSize#SMALL}. A sink with expensive
     * writes asks for more.
     */
    default UnitSize unitSize() {
        return UnitSize.SMALL;
    }

    /**
     * Hears that a run begins, before any other call of the run. A sink that lets only one run write at a time waits here for its
     * place, once for the whole run. The default does nothing.
     *
     * @param workspace Intercom's id of the workspace that the run reads
     * @throws io.intercomsync.error.SinkException if the sink cannot be written to; the run then reads nothing and fails
     */
    default void beginRun(String workspace) {}

    /**
     * Hears that the run is over. The engine calls it after each {@link #beginRun}, also after one that threw. A sink releases
     * resources that it does not need until the next run, such as connections and its place as the writer. The default does
     * nothing.
     */
    default void endRun() {}

    /** Releases the sink's resources. The engine never calls it; the owner of the sink does. The default does nothing. */
    @Override
    default void close() {}
}
