package io.intercomsync.sink;

import io.intercomsync.collection.IntercomCollection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of one write.
 *
 * @param changed how many rows were really inserted, updated, marked or removed, by collection. A row that was already stored like
 *     this, or that was older than the stored row, does not count
 * @param refused the rows that the destination refused to store or to remove
 * @param replacedCharacters how many characters were replaced because the destination cannot hold them
 * @param attributesWithoutColumn the names of custom attributes whose values were stored only in JSON, by collection, if the
 *     destination has columns for attributes
 */
public record WriteResult(
        Map<IntercomCollection, Long> changed,
        List<RefusedRow> refused,
        long replacedCharacters,
        Map<IntercomCollection, Set<String>> attributesWithoutColumn) {

    public WriteResult {
        changed = Map.copyOf(changed);
        refused = List.copyOf(refused);
        attributesWithoutColumn = Map.copyOf(attributesWithoutColumn);
    }

    /** Makes the result of a destination that has no columns for custom attributes. */
    public WriteResult(Map<IntercomCollection, Long> changed, List<RefusedRow> refused, long replacedCharacters) {
        this(changed, refused, replacedCharacters, Map.of());
    }

    /**
     * A row that was kept out.
     *
     * @param collection the collection
     * @param key the values of its key columns
     * @param reason the reason in words, without any of the row's data
     */
    public record RefusedRow(IntercomCollection collection, List<String> key, String reason) {
        public RefusedRow {
            key = List.copyOf(key);
        }
    }
}
