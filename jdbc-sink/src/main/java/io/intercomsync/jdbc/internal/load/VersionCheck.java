package io.intercomsync.jdbc.internal.load;

import io.intercomsync.jdbc.internal.history.HistoryTable;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds rows whose versions are not as the sink wrote them: an object that somebody added to their table has kept them so. */
final class VersionCheck {
    private final HistoryTable history;
    private final KeyStatements versions;

    VersionCheck(HistoryTable history, KeyStatements versions) {
        this.history = history;
        this.versions = versions;
    }

    /**
     * Returns the keys of rows that have no current version of their content, or a current version too many.
     *
     * @param live the hashes of the rows that are live
     */
    List<List<String>> differing(List<List<String>> keys, Map<List<String>, @Nullable Long> live) throws SQLException {
        Map<List<String>, List<@Nullable Long>> current = current(keys);
        return keys.stream()
                .filter(key -> {
                    List<@Nullable Long> wanted = new ArrayList<>();
                    if (live.containsKey(key)) {
                        wanted.add(live.get(key));
                    }
                    return !current.getOrDefault(key, List.of()).equals(wanted);
                })
                .toList();
    }

    private Map<List<String>, List<@Nullable Long>> current(List<List<String>> keys) throws SQLException {
        String selected = Stream.concat(
                        history.key().stream(), Stream.of(history.target().quoted(OwnColumns.ROW_HASH)))
                .map(column -> "t." + column)
                .collect(Collectors.joining(", "));
        int width = history.key().size();
        Map<List<String>, List<@Nullable Long>> current = new HashMap<>();
        versions.where(history.isCurrent()).select(selected, history.key(), keys, row -> {
            List<String> key = KeyStatements.key(row, 1, width);
            long hash = row.getLong(width + 1);
            current.computeIfAbsent(key, each -> new ArrayList<>()).add(row.wasNull() ? null : hash);
        });
        return current;
    }
}
