package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one Intercom object and its children, always written in the same unit.
 *
 * @param id Intercom's id of the object
 * @param row its row; {@code null} where only its children are wanted
 * @param children the rows of its children
 * @param replaced the collection in which the children replace all that the parent had; {@code null} if it has none, or
 *     if older ones stay
 */
public record Item(
        String id,
        @Nullable Row row,
        List<Row> children,
        @Nullable IntercomCollection replaced) {

    private static final long LEAST_BYTES = 200;

    /** Returns how many rows there are to store. An item without rows counts as one, since it may replace rows. */
    public int rowCount() {
        return 1 + children.size();
    }

    public long bytes() {
        long bytes = LEAST_BYTES + (row == null ? 0 : row.approximateBytes());
        for (Row child : children) {
            bytes += child.approximateBytes();
        }
        return bytes;
    }
}
