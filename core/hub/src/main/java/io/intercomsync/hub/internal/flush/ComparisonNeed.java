package io.intercomsync.hub.internal.flush;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.hub.internal.store.HubReader;
import io.intercomsync.hub.internal.store.HubReader.FamilyKey;
import io.intercomsync.hub.internal.store.HubReader.SeqMark;
import io.intercomsync.sink.ReadableSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether a warehouse must be compared whole, since its position does not tell what it holds. */
final class ComparisonNeed {
    private static final int SAMPLE = 10;

    private final HubReader hub;
    private final @Nullable ReadableSink sink;
    private final String workspace;
    private final FlushSelection selection;

    ComparisonNeed(HubReader hub, @Nullable ReadableSink sink, String workspace, FlushSelection selection) {
        this.hub = hub;
        this.sink = sink;
        this.workspace = workspace;
        this.selection = selection;
    }

    /** Returns the reason in words; {@code null} if there is no need. */
    @Nullable
    String of(@Nullable Position position, SeqMark last) {
        if (position == null) {
            return holdsRows() ? "it held rows, but no position of this hub" : null;
        }
        if (!position.hub().equals(hub.hub())) {
            return "its position is of another hub file";
        }
        if (position.level() > last.seq()
                || (position.level() > 0 && !hub.sessionOf(position.level()).equals(position.session()))) {
            return "its position is of a later state of the hub file, which was restored from an older copy";
        }
        if (position.level() < hub.purged()) {
            return "it was further behind than removals are kept";
        }
        if (selection.isWiderThan(position, hub.whole())) {
            return "it is to get more collections or properties than before";
        }
        return missingRows(position);
    }

    private boolean holdsRows() {
        return sink != null
                && selection.chosen().stream().anyMatch(collection -> sink.liveRows(workspace, collection) > 0);
    }

    /** Asks for a few rows of each table that must be there: somebody may have emptied it. */
    private @Nullable String missingRows(Position position) {
        if (sink == null || position.seq() == 0) {
            return null;
        }
        Set<Object> pending = new HashSet<>(position.pending());
        for (IntercomCollection collection : selection.chosen()) {
            List<List<String>> keys = new ArrayList<>();
            for (FamilyKey key : hub.sample(collection, position.seq(), SAMPLE)) {
                if (!pending.contains(key.family())) {
                    keys.add(key.key());
                }
            }
            if (!keys.isEmpty() && sink.versions(workspace, collection, keys).size() < keys.size()) {
                return "rows of " + collection.tableName() + " that it had are gone";
            }
        }
        return null;
    }
}
