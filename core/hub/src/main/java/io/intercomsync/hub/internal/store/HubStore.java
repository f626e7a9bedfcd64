package io.intercomsync.hub.internal.store;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.error.SinkException;
import io.intercomsync.internal.state.ReadProgress;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores units in the file, one at a time, and opens the file when it is first used. */
public final class HubStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HubStore.class);

    private final Path path;
    private final Duration removalsKept;
    private final Clock clock;
    private final Function<Checkpoint, Optional<ReadProgress>> progress;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable OpenHub open;
    private boolean isClosed;

    /** @param progress tells from a checkpoint how far collections are read */
    public HubStore(
            Path path, Duration removalsKept, Clock clock, Function<Checkpoint, Optional<ReadProgress>> progress) {
        this.path = path;
        this.removalsKept = removalsKept;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns the methods that read. */
    public HubReader reader() {
        return new HubReader(this);
    }

    public Clock clock() {
        return clock;
    }

    synchronized OpenHub open() {
        if (isClosed) {
            throw new SinkException("The hub " + path + " is closed. Build a new one to use the file again");
        }
        if (open == null) {
            open = OpenHub.open(path);
        }
        return open;
    }

    @FunctionalInterface
    private interface Writing<T> {
        T run(OpenHub hub) throws SQLException;
    }

    private <T> T write(String doing, Writing<T> work) {
        lock();
        try {
            OpenHub hub = open();
            try {
                return hub.writer.writing(() -> work.run(hub));
            } catch (SQLException e) {
                hub.shapes.forgetWritten();
                throw hub.failed(doing, e);
            } catch (Throwable e) {
                hub.shapes.forgetWritten();
                throw e;
            }
        } finally {
            writing.unlock();
        }
    }

    private void lock() {
        if (writing.tryLock()) {
            return; // also by a thread whose run was stopped, to end it
        }
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SinkException("Interrupted while another thread wrote to the hub " + path, e);
        }
    }

    /**
     * Checks that a run may write.
     *
     * @throws io.intercomsync.error.CheckpointException if the hub holds another workspace
     */
    public void beginRun(String workspace) {
        open().file().refuseReplaced();
        reader().refuseOther(workspace);
        write("Cannot begin a run in", hub -> {
            HubSchema.fact(hub.writer, HubSchema.RUN_BEGAN, clock.instant().toString());
            return true;
        });
    }

    /** Notes the end of a run, and gives back space in the file. A failure does no harm to what is stored. */
    public void endRun() {
        lock();
        try {
            OpenHub hub = open();
            new Upkeep(hub.writer).afterRun(clock.instant(), removalsKept);
        } catch (SQLException e) {
            log.warn(
                    "The hub {} could not be tidied up after the run, which changes no row: {}",
                    path,
                    SqliteErrors.reason(e));
        } finally {
            writing.unlock();
        }
    }

    /** Stores a unit: all of it or nothing. */
    public WriteResult store(Changes changes) {
        return write("Cannot store the unit in", hub -> {
            hub.refuseOther(hub.writer, changes.workspace());
            HubSchema.fact(hub.writer, HubSchema.WORKSPACE, changes.workspace());
            UnitStore unit = new UnitStore(hub.writer, hub.shapes);
            var changed = unit.store(changes);
            boolean areNew = storeAttributes(hub.writer, changes.attributes());
            hub.number(unit.touched(), areNew, clock);
            for (Checkpoint checkpoint : changes.checkpoints()) {
                hub.writer.update(
                        "INSERT OR REPLACE INTO checkpoints VALUES (?, ?)",
                        checkpoint.feed(),
                        StoredText.bytes(checkpoint.state()));
                Optional<ReadProgress> read = progress.apply(checkpoint);
                if (read.isPresent()) {
                    SourceReads.note(hub.writer, read.get());
                }
            }
            return new WriteResult(changed, List.of(), 0);
        });
    }

    /** Returns whether a definition is new or differs. */
    private static boolean storeAttributes(HubConnection file, List<AttributeDefinition> attributes)
            throws SQLException {
        int changed = 0;
        for (AttributeDefinition attribute : attributes) {
            String label = attribute.label();
            changed += file.update(
                    "INSERT INTO attributes VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET label = excluded.label,"
                            + " type = excluded.type, archived = excluded.archived WHERE label IS NOT excluded.label"
                            + " OR type IS NOT excluded.type OR archived <> excluded.archived",
                    CollectionNumbers.of(attribute.collection()),
                    StoredText.bytes(attribute.name()),
                    label == null ? null : StoredText.bytes(label),
                    attribute.type(),
                    attribute.archived() ? 1 : 0);
        }
        return changed > 0;
    }

    /** Notes the position of a warehouse. */
    public void savePosition(StoredPosition position) {
        write("Cannot note the position of a warehouse in", hub -> {
            hub.writer.update(
                    "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?, ?)",
                    position.id(),
                    position.name(),
                    position.seq(),
                    position.at().toEpochMilli(),
                    position.pending(),
                    StoredText.bytes(position.state()));
            return true;
        });
    }

    /** Limits the size of the file, so that a test can fill its disk. */
    public void limitPages(int most) {
        lock();
        try {
            OpenHub hub = open();
            hub.writer.number("PRAGMA max_page_count = " + most);
        } catch (SQLException e) {
            throw SqliteErrors.of("Cannot limit the hub", e);
        } finally {
            writing.unlock();
        }
    }

    /** Closes the file. Waits for a write that is under way; reads that are under way fail. */
    @Override
    public void close() {
        writing.lock();
        try {
            closeOnce();
        } finally {
            writing.unlock();
        }
    }

    private synchronized void closeOnce() {
        isClosed = true;
        OpenHub held = open;
        open = null;
        if (held != null) {
            held.close();
        }
    }
}
