package io.intercomsync.hub.internal.flush;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.error.SinkException;
import io.intercomsync.hub.internal.store.Family;
import io.intercomsync.hub.internal.store.HubStore;
import io.intercomsync.hub.internal.store.StoredPosition;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.WriteResult;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The warehouse of one flush: writes units there, and moves the position with them. */
final class FlushTarget {
    /** The name of the checkpoint with the position, apart from those of an engine. */
    static final String FEED = "hub";

    private final HubStore store;
    private final Sink sink;
    private final String name;
    private final String workspace;
    private final List<AttributeDefinition> attributes;
    private final FlushCounts counts;
    private @Nullable Position saved;

    FlushTarget(
            HubStore store,
            Sink sink,
            String name,
            String workspace,
            List<AttributeDefinition> attributes,
            FlushCounts counts) {
        this.store = store;
        this.sink = sink;
        this.name = name;
        this.workspace = workspace;
        this.attributes = attributes;
        this.counts = counts;
    }

    private boolean keepsPosition() {
        return sink instanceof CheckpointingSink;
    }

    /** Returns the position of the last flush; {@code null} if there was none. */
    @Nullable
    Position load() {
        saved = sink instanceof CheckpointingSink keeper
                ? keeper.checkpoint(workspace, FEED)
                        .map(checkpoint -> PositionJson.read(checkpoint.state()))
                        .orElse(null)
                : store.reader().positions().stream()
                        .filter(position -> position.id().equals(idByName()))
                        .findFirst()
                        .map(position -> PositionJson.read(position.state()))
                        .orElse(null);
        return saved;
    }

    private String idByName() {
        return "name " + name;
    }

    /** Returns the id of the warehouse in the hub's list, which a lost position does not change. */
    String warehouse() {
        return saved == null ? UUID.randomUUID().toString() : saved.warehouse();
    }

    /**
     * Writes families and the position that is true then.
     *
     * @param families the families of the unit
     * @param next the position, if the warehouse keeps nothing out
     * @return the position that is true now
     */
    Position write(List<Removal> removals, List<Batch> batches, List<Family> families, Position next) {
        Position whole = next.handedOver(families.stream().map(Family::id).toList(), List.of());
        Changes changes = new Changes(removals, batches, attributes, List.of(checkpoint(whole)));
        WriteResult result = store(changes);
        counts.add(changes, result);
        List<WriteResult.RefusedRow> refused = result == null ? List.of() : result.refused();
        Position now = whole.handedOver(List.of(), KeptOutFamilies.of(refused, families));
        if (now.pending().size() > Position.MOST_PENDING) {
            throw new SinkException("The warehouse keeps out rows of more than " + Position.MOST_PENDING
                    + " objects. The report has the reasons; mend them, and the next flush goes on from here");
        }
        if (!refused.isEmpty() && keepsPosition() && !now.equals(saved)) {
            sink.write(new Changes(List.of(), List.of(), attributes, List.of(checkpoint(now))));
        }
        if (!keepsPosition() && !now.equals(saved)) {
            store.savePosition(stored(now));
        }
        saved = now;
        return now;
    }

    private Checkpoint checkpoint(Position position) {
        return new Checkpoint(workspace, FEED, PositionJson.write(position));
    }

    private @Nullable WriteResult store(Changes changes) {
        if (sink instanceof ReportingSink reporting) {
            return reporting.store(changes);
        }
        sink.write(changes);
        return null;
    }

    private StoredPosition stored(Position position) {
        String id = keepsPosition() ? position.warehouse() : idByName();
        return new StoredPosition(
                id,
                name,
                position.seq(),
                ForeignCode.now(store.clock()), // for the status alone
                position.pending().size(),
                PositionJson.write(position));
    }

    /** Copies the position to the hub, for its status. Writes nothing if the copy is the same. */
    void copyPosition() {
        if (saved == null || !keepsPosition()) {
            return;
        }
        StoredPosition copy = stored(saved);
        boolean isKnown = store.reader().positions().stream()
                .anyMatch(known -> known.id().equals(copy.id())
                        && known.name().equals(copy.name())
                        && known.state().equals(copy.state()));
        if (!isKnown) {
            store.savePosition(copy);
        }
    }
}
