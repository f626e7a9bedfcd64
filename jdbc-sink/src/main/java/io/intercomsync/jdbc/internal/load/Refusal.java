package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that the database refuses to store or remove.
 *
 * @param row its entry in the report
 * @param object the {@linkplain PreparedUnit#objectOf object} that cannot be removed; {@code null} for a row that cannot be
 *     stored
 */
record Refusal(RefusedRow row, @Nullable String object) {

    static Refusal ofRow(PreparedRow row, String reason) {
        return new Refusal(new RefusedRow(row.row().collection(), row.row().key(), reason), null);
    }

    static Refusal ofRemoval(IntercomCollection collection, List<String> key, String object, String reason) {
        return new Refusal(new RefusedRow(collection, key, reason), object);
    }
}
