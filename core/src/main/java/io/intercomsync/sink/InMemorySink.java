package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the rows of one workspace in memory. It has all abilities of a sink and is the reference for what a sink must do:
 * read it before you write one. Tests use it, too, and override a method to make it fail.
 *
 * <p>It refuses the changes of a second workspace. It removes deleted and merged rows. It can hold every value, so it refuses
 * no row. All methods may be called from any thread; a reader waits while a unit is written and sees whole units only.
 */
public class InMemorySink implements CheckpointingSink, ReadableSink, ReportingSink {
    /** The order of code points is the order of UTF-8 bytes; it also tells halves of surrogate pairs apart. */
    private static final Comparator<String> BY_CODE_POINTS = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private final Map<IntercomCollection, NavigableMap<List<String>, Row>> tables =
            new EnumMap<>(IntercomCollection.class);
    /** The rows that the current write replaced, by key; empty if there was no row. */
    private final Map<IntercomCollection, Map<List<String>, Optional<Row>>> replaced =
            new EnumMap<>(IntercomCollection.class);

    private final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();

    /** Makes an empty sink. */
    public InMemorySink() {
        for (IntercomCollection collection : IntercomCollection.values()) {
            tables.put(collection, new TreeMap<>(InMemorySink::compareKeys));
        }
    }

    /**
     * Stores the changes in this order: removals, batches, checkpoint. Replaced children are removed last of the removals,
     * because they stay where the sink holds a newer version of their parent.
     *
     * @throws io.intercomsync.error.CheckpointException if the sink holds another workspace
     */
    @Override
    public synchronized WriteResult store(Changes changes) {
        checkpoint(changes.workspace(), changes.feed()); // refuses another workspace before anything is stored
        replaced.clear();

        changes.removals().stream()
                .filter(removal -> removal.reason() != Removal.Reason.REPLACED)
                .forEach(this::remove);
        Set<String> newerParents = parentsHeldInANewerVersion(changes);
        changes.removals().stream()
                .filter(removal -> removal.reason() == Removal.Reason.REPLACED)
                .filter(removal -> !isOfOneOf(newerParents, removal))
                .forEach(this::remove);
        changes.batches().forEach(batch -> store(batch, newerParents));

        changes.checkpoints().forEach(checkpoints::save); // last, so no checkpoint names rows that are not stored
        return new WriteResult(changedRows(), List.of(), 0);
    }

    private void remove(Removal removal) {
        rowsOf(removal).forEach(row -> set(removal.collection(), row.key(), null));
    }

    /** Finds the rows that a removal names. A database finds the children of a parent by an index. */
    private List<Row> rowsOf(Removal removal) {
        Map<List<String>, Row> table = table(removal.collection());
        if (removal instanceof Removal.ByKey one) {
            return Stream.ofNullable(table.get(one.key())).toList();
        }
        Predicate<Row> goes = removal instanceof Removal.ChildrenOf children
                ? row -> parentOf(row).equals(children.parentId())
                : row -> !((Removal.AllBut) removal).keys().contains(row.key());
        return table.values().stream().filter(goes).toList();
    }

    private void set(IntercomCollection collection, List<String> key, @Nullable Row row) {
        Map<List<String>, Row> table = table(collection);
        Row old = row == null ? table.remove(key) : table.put(key, row);
        replaced.computeIfAbsent(collection, first -> new HashMap<>()).putIfAbsent(key, Optional.ofNullable(old));
    }

    private NavigableMap<List<String>, Row> table(IntercomCollection collection) {
        return requireNonNull(tables.get(collection));
    }

    private static String parentOf(Row child) {
        return String.valueOf(child.value(child.collection().parentColumn().orElseThrow()));
    }

    private Set<String> parentsHeldInANewerVersion(Changes changes) {
        Set<String> ids = new HashSet<>();
        for (Batch batch : changes.batches()) {
            if (batch.collection().parentColumn().isEmpty()) {
                batch.rows().stream().filter(this::isHeldInANewerVersion).forEach(row -> ids.addAll(row.key()));
            }
        }
        return ids;
    }

    /** Compares {@code updated_at}. A row of the same version replaces the row held: Intercom changes some properties silently. */
    private boolean isHeldInANewerVersion(Row row) {
        Row held = table(row.collection()).get(row.key());
        Instant version = row.updatedAt();
        Instant heldVersion = held == null ? null : held.updatedAt();
        return version != null && heldVersion != null && version.isBefore(heldVersion);
    }

    private static boolean isOfOneOf(Set<String> parents, Removal removal) {
        return removal instanceof Removal.ChildrenOf children && parents.contains(children.parentId());
    }

    private void store(Batch batch, Set<String> newerParents) {
        boolean areChildren = batch.collection().parentColumn().isPresent();
        for (Row row : batch.rows()) {
            boolean isOutdated = areChildren ? newerParents.contains(parentOf(row)) : isHeldInANewerVersion(row);
            if (!isOutdated) {
                set(batch.collection(), row.key(), row);
            }
        }
    }

    /** Counts the rows that differ. A row that was removed or stored again as it was is not changed. */
    private Map<IntercomCollection, Long> changedRows() {
        Map<IntercomCollection, Long> changed = new EnumMap<>(IntercomCollection.class);
        replaced.forEach((collection, rows) -> rows.forEach((key, old) -> {
            if (!old.equals(Optional.ofNullable(table(collection).get(key)))) {
                changed.merge(collection, 1L, Long::sum);
            }
        }));
        return changed;
    }

    /** Returns the rows of a collection by key, in the order of {@link #liveKeys}, as they are now. */
    public synchronized Map<List<String>, Row> rows(IntercomCollection collection) {
        return Collections.unmodifiableMap(new TreeMap<>(table(collection)));
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return checkpoints.load(workspace, feed);
    }

    @Override
    public synchronized Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        Map<List<String>, Optional<Instant>> versions = new HashMap<>();
        for (List<String> key : keys) {
            Row row = table(collection).get(key);
            if (row != null) {
                versions.put(key, Optional.ofNullable(row.updatedAt()));
            }
        }
        return versions;
    }

    /** Copies the keys, so the stream shows the moment of the call, whatever is written afterwards. */
    @Override
    public synchronized Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        return List.copyOf(table(collection).keySet()).stream();
    }

    @Override
    public synchronized long liveRows(String workspace, IntercomCollection collection) {
        return table(collection).size();
    }

    private static int compareKeys(List<String> one, List<String> other) {
        int order = 0;
        for (int i = 0; i < one.size() && order == 0; i++) {
            order = BY_CODE_POINTS.compare(one.get(i), other.get(i));
        }
        return order;
    }
}
