package io.intercomsync.internal.write;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each person in one table. Users and leads share one set of ids, and a lead that becomes a user keeps its id, so its row
 * has to move. The newer row stays; on a tie, the user.
 */
final class PersonMoves {
    private final String workspace;
    private final @Nullable ReadableSink sink;

    /** @param sink the sink, if it can be read back */
    PersonMoves(String workspace, @Nullable ReadableSink sink) {
        this.workspace = workspace;
        this.sink = sink;
    }

    /** @param readBefore whether the sink may hold people from an earlier read */
    void settle(UnitBuilder unit, boolean readBefore, Instant now) {
        settleWithin(unit);
        settleAgainstSink(unit, USERS, CONTACTS, readBefore, now);
        settleAgainstSink(unit, CONTACTS, USERS, readBefore, now);
    }

    private static void settleWithin(UnitBuilder unit) {
        Map<List<String>, Row> users = new HashMap<>();
        unit.rowsOf(USERS).forEach(user -> users.put(user.key(), user));
        if (users.isEmpty()) {
            return;
        }
        for (Row lead : unit.rowsOf(CONTACTS)) {
            Row user = users.get(lead.key());
            if (user != null) {
                if (isNewer(lead.updatedAt(), user.updatedAt())) {
                    unit.drop(user);
                } else {
                    unit.dropTwin(lead, user);
                }
            }
        }
    }

    private void settleAgainstSink(
            UnitBuilder unit, IntercomCollection here, IntercomCollection there, boolean readBefore, Instant now) {
        List<Row> rows = unit.rowsOf(here);
        if (rows.isEmpty()) {
            return;
        }
        if (sink == null) {
            if (readBefore) {
                rows.forEach(row -> unit.remove(moved(there, row, now)));
            }
            return;
        }
        Map<List<String>, Optional<Instant>> held =
                sink.versions(workspace, there, rows.stream().map(Row::key).toList());
        for (Row row : rows) {
            Optional<Instant> version = held.get(row.key());
            if (version == null) {
                continue;
            }
            if (stays(version.orElse(null), there, row)) {
                unit.drop(row);
            } else {
                unit.remove(moved(there, row, now));
            }
        }
    }

    private static boolean stays(@Nullable Instant held, IntercomCollection there, Row row) {
        boolean same = Objects.equals(held, row.updatedAt());
        return isNewer(held, row.updatedAt()) || (same && there == USERS);
    }

    private static boolean isNewer(@Nullable Instant one, @Nullable Instant other) {
        return one != null && other != null && one.isAfter(other);
    }

    private static Removal moved(IntercomCollection from, Row row, Instant now) {
        return new Removal.ByKey(from, row.key(), Removal.Reason.MOVED, now, null);
    }
}
