package io.intercomsync.sink;

import io.intercomsync.collection.IntercomCollection;
import java.util.List;
import java.util.Map;

/**
 * The result of one write.
 *
 * @param changed how many rows were really inserted, updated, marked or removed, by collection; without a row that already
 *     stood there as it is, or that was older than the one stored
 * @param refused rows that the destination keeps out, or that it keeps although they were to be removed
 * @param replacedCharacters how many characters were replaced because the destination cannot hold them
 */
public record WriteResult(Map<IntercomCollection, Long> changed, List<RefusedRow> refused, long replacedCharacters) {

    public WriteResult {
        changed = Map.copyOf(changed);
        refused = List.copyOf(refused);
    }

    /**
     * A row that was kept out.
     *
     * @param collection the collection
     * @param key the values of its key columns
     * @param reason why, in words, without any of the row's data
     */
    public record RefusedRow(IntercomCollection collection, List<String> key, String reason) {
        public RefusedRow {
            key = List.copyOf(key);
        }
    }
}
