package io.intercomsync.internal.state;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.Selection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The version of the API, the columns and the start date for which a checkpoint is valid. If a run wants anything else,
 * it reads the feed from the start.
 *
 * @param apiVersion the version of the API that was read
 * @param columns the columns that were read, by collection
 * @param startDate objects updated before this time were left out; {@code null} if none were
 */
public record Coverage(
        String apiVersion,
        Map<String, List<String>> columns,
        @Nullable Instant startDate) {

    public static Coverage of(
            String apiVersion,
            Selection selection,
            Collection<IntercomCollection> collections,
            @Nullable Instant startDate) {
        Map<String, List<String>> columns = new TreeMap<>();
        for (IntercomCollection collection : collections) {
            if (selection.has(collection)) {
                columns.put(
                        collection.tableName(),
                        selection.columns(collection).stream().map(Column::name).toList());
            }
        }
        return new Coverage(apiVersion, columns, startDate);
    }

    /** Returns whether a read with this coverage includes everything that the wanted coverage includes. */
    public boolean covers(Coverage wanted) {
        return apiVersion.equals(wanted.apiVersion)
                && (startDate == null || (wanted.startDate != null && !wanted.startDate.isBefore(startDate)))
                && wanted.columns.entrySet().stream()
                        .allMatch(table ->
                                columns.getOrDefault(table.getKey(), List.of()).containsAll(table.getValue()));
    }
}
