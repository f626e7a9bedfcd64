package io.intercomsync.hub.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Drops what the file need not keep, and gives back space in steps that do not take long. */
final class Upkeep {
    private static final int MOST_PURGED = 50_000;
    private static final int MOST_PAGES = 4_000;

    private final HubConnection file;

    Upkeep(HubConnection file) {
        this.file = file;
    }

    void afterRun(Instant now, Duration removalsKept) throws SQLException {
        file.writing(() -> {
            HubSchema.fact(file, HubSchema.RUN_ENDED, now.toString());
            purge(now, now.minus(removalsKept));
            return true;
        });
        file.executeWhole("PRAGMA incremental_vacuum(" + MOST_PAGES + ")");
        file.execute("PRAGMA busy_timeout = 0"); // a reader under way keeps the log for now
        try {
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            file.execute("PRAGMA busy_timeout = 10000");
        }
    }

    /**
     * Drops the removals of families whose last change is older than this time. All removals of a family are dropped together: a warehouse
     * that has not had the last change needs the earlier ones, too.
     */
    private void purge(Instant now, Instant before) throws SQLException {
        long old = lastSeqBefore(now, before);
        long purged = file.number(
                "SELECT max(seq) FROM (SELECT DISTINCT f.seq FROM removals r JOIN families f ON f.n = r.family"
                        + " WHERE f.seq <= ? ORDER BY f.seq LIMIT ?)",
                old,
                MOST_PURGED);
        if (purged > 0) {
            file.update(
                    "DELETE FROM families WHERE seq <= ? AND n IN (SELECT family FROM removals)"
                            + " AND NOT EXISTS (SELECT 1 FROM rows r WHERE r.family = families.n)",
                    purged);
            file.update(
                    "DELETE FROM removals WHERE NOT EXISTS"
                            + " (SELECT 1 FROM families f WHERE f.n = removals.family AND f.seq > ?)",
                    purged);
            HubSchema.fact(file, HubSchema.PURGED, String.valueOf(purged));
        }
        file.update(
                "DELETE FROM commits WHERE seq <= ? AND seq NOT IN (SELECT max(seq) FROM commits GROUP BY session)",
                old);
    }

    /**
     * Returns the number of the last old change. The clock may have gone back, so all changes before the first recent one are old. A time
     * in the future comes from a wrong clock: that change is old if a later one is.
     */
    private long lastSeqBefore(Instant now, Instant before) throws SQLException {
        Long recent = file.first(
                "SELECT min(seq) FROM commits WHERE at >= ?"
                        + " AND (at <= ? OR seq > (SELECT coalesce(max(seq), 0) FROM commits WHERE at < ?))",
                row -> row.getLong(1),
                before.toEpochMilli(),
                now.toEpochMilli(),
                before.toEpochMilli());
        boolean areAllOld = recent == null || recent == 0;
        return areAllOld ? OpenHub.lastSeq(file) : file.number("SELECT max(seq) FROM commits WHERE seq < ?", recent);
    }
}
