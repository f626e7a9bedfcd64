package io.intercomsync.jdbc;

import io.intercomsync.collection.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way in.
 *
 * @param row the row as it came
 * @param key its key as the database holds it
 * @param hash of its content
 * @param isPlain whether it is certain that every database can hold its text as it is
 */
record PreparedRow(Row row, List<String> key, long hash, boolean isPlain) {
    static final Comparator<PreparedRow> BY_KEY = (one, other) -> {
        int order = 0;
        for (int i = 0; i < one.key.size() && order == 0; i++) {
            order = one.key.get(i).compareTo(other.key.get(i));
        }
        return order;
    };

    static PreparedRow of(Row row, TextCleaner cleaner, RowHash hash) {
        long ofRow = hash.of(row);
        boolean isPlain = hash.isPlain();
        List<String> key = row.key();
        return new PreparedRow(
                row, isPlain ? key : key.stream().map(cleaner::text).toList(), ofRow, isPlain);
    }

    /** The version as far as databases keep it: to the microsecond. */
    @Nullable
    Instant version() {
        Instant version = row.updatedAt();
        return version == null || !Times.isHeld(version) ? null : version.truncatedTo(ChronoUnit.MICROS);
    }

    /** The newer of two rows with one key; the other one if they are of one version. */
    PreparedRow newer(PreparedRow other) {
        Instant version = version();
        Instant otherVersion = other.version();
        return version != null && otherVersion != null && version.isAfter(otherVersion) ? this : other;
    }
}
