package io.intercomsync.jdbc.internal.mariadb;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps rows while they are sent, since they may have to be sent a second time. */
final class KeptRows implements Iterator<@Nullable Object[]> {
    private final Iterator<@Nullable Object[]> rows;
    private final List<@Nullable Object[]> kept = new ArrayList<>();

    KeptRows(Iterator<@Nullable Object[]> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
        @Nullable Object[] row = rows.next();
        kept.add(row);
        return row;
    }

    /** Returns how many rows were sent. */
    int count() {
        return kept.size();
    }

    /** Returns all rows, those that were sent first. */
    Iterator<@Nullable Object[]> again() {
        rows.forEachRemaining(kept::add);
        return kept.iterator();
    }
}
