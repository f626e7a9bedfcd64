package io.intercomsync.jdbc.internal.load;

import static io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations.LACKS_CHILDREN;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.internal.read.StoredRow;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row to store. Its hash is computed on first use. For a new row that is when the row is sent, so its text is read from memory once.
 * Not thread-safe.
 */
final class PreparedRow {
    static final Comparator<PreparedRow> BY_KEY = (one, other) -> {
        int order = 0;
        for (int i = 0; i < one.key.size() && order == 0; i++) {
            order = one.key.get(i).compareTo(other.key.get(i));
        }
        return order;
    };

    private final Row row;
    private final List<String> key;
    private final RowHash recipe;
    private final boolean lacksChildren;
    private boolean isHashed;
    private long hash;
    private boolean isPlain;

    PreparedRow(Row row, TextCleaner cleaner, RowHash recipe) {
        this.row = row;
        this.key = held(row.key(), cleaner);
        this.recipe = recipe;
        this.lacksChildren = false;
    }

    private PreparedRow(Row row, List<String> key, RowHash recipe, boolean lacksChildren) {
        this.row = row;
        this.key = key;
        this.recipe = recipe;
        this.lacksChildren = lacksChildren;
    }

    /** Returns the row with other content and the same key. */
    PreparedRow with(Row changed) {
        return new PreparedRow(changed, key, recipe, lacksChildren);
    }

    /** Returns the row as one of which the database refused a child at least. Its hash tells that. */
    PreparedRow withoutSomeChildren() {
        return new PreparedRow(row, key, recipe, true);
    }

    private static List<String> held(List<String> key, TextCleaner cleaner) {
        for (String part : key) {
            if (!cleaner.isClean(part)) {
                return key.stream().map(cleaner::text).toList();
            }
        }
        return key;
    }

    /** Returns the row as it came. */
    Row row() {
        return row;
    }

    /** Returns its key as the database holds it. */
    List<String> key() {
        return key;
    }

    /** Returns the value of a column as text. */
    String textOf(String column) {
        return String.valueOf(row.value(column));
    }

    /** Returns the hash of its content, which also tells whether the database has refused children of the row. */
    long hash() {
        if (!isHashed) {
            hash = (recipe.of(row) & ~LACKS_CHILDREN) | (lacksChildren ? LACKS_CHILDREN : 0);
            isPlain = recipe.isPlain();
            isHashed = true;
        }
        return hash;
    }

    /** Returns whether every database can certainly hold its text as it is. */
    boolean isPlain() {
        hash();
        return isPlain;
    }

    /** Returns the version to the microsecond, as databases keep it. */
    @Nullable
    public Instant version() {
        Instant version = row.updatedAt();
        return version == null || !SqlTimes.isHeld(version) ? null : version.truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the newer of two rows with the same key; on a tie the other one. */
    PreparedRow newer(PreparedRow other) {
        Instant version = version();
        Instant otherVersion = other.version();
        return version != null && otherVersion != null && version.isAfter(otherVersion) ? this : other;
    }

    /**
     * Returns whether the stored row is live and has this content, and lacks children only if this one does.
     *
     * @param stored null if there is none
     */
    boolean isStoredAs(@Nullable StoredRow stored, CollectionTable table) {
        Long storedHash = stored == null ? null : stored.hash();
        return stored != null
                && stored.isLive()
                && storedHash != null
                && table.generations().isUnchanged(storedHash, hash(), this::hasValue);
    }

    /**
     * Returns whether the stored row is live and has this content, except for columns that its table got after it was written. Then the
     * row is new, but Intercom's object has not changed.
     */
    boolean isFillOf(StoredRow stored, CollectionTable table) {
        Long storedHash = stored.hash();
        return stored.isLive()
                && storedHash != null
                && table.generations().isUnchangedWithout(storedHash, this::hashWithout);
    }

    private long hashWithout(Collection<String> columns) {
        List<Column> kept = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < row.columns().size(); i++) {
            String name = row.columns().get(i).name();
            if (!columns.contains(name) || row.collection().keyColumns().contains(name)) {
                kept.add(row.columns().get(i));
                values.add(row.values().get(i));
            }
        }
        return new RowHash().of(Row.of(row.collection(), kept, values));
    }

    private boolean hasValue(String column) {
        if (column.equals(OwnColumns.RECEIVED_AT)) {
            return true;
        }
        for (int i = 0; i < row.columns().size(); i++) {
            if (row.columns().get(i).name().equals(column)) {
                return row.values().get(i) != null;
            }
        }
        return false;
    }

    /** Returns whether the stored row is live and newer. */
    boolean isOlderThan(StoredRow stored) {
        Instant version = version();
        Instant storedVersion = stored.version();
        return stored.isLive() && version != null && storedVersion != null && storedVersion.isAfter(version);
    }
}
