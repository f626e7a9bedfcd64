package io.intercomsync.jdbc.engines.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.history.StoredHistory.Stored;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one collection and their versions, as they must be. Times of the sink's clock come from the database; the model only
 * checks that they lie within the write.
 */
final class HistoryModel {
    private final OnDelete onDelete;
    private final Map<String, Present> rows = new TreeMap<>();
    private final Map<String, List<Expected>> versions = new TreeMap<>();

    HistoryModel(OnDelete onDelete) {
        this.onDelete = onDelete;
    }

    private static final class Present {
        final String content;
        final @Nullable Instant updatedAt;
        /** Null until the database has told it. */
        @Nullable
        Instant receivedAt;

        @Nullable
        Instant deletedAt;

        Present(String content, @Nullable Instant updatedAt) {
            this.content = content;
            this.updatedAt = updatedAt;
        }
    }

    private static final class Expected {
        final String content;
        final Instant from;
        /** Null if the version is current, or the database has not told the end yet. */
        @Nullable
        Instant to;

        boolean isCurrent = true;

        Expected(String content, Instant from) {
            this.content = content;
            this.from = from;
        }
    }

    static String content(String name, Map<String, ?> attributes, @Nullable Instant updatedAt) {
        return name + " " + new TreeMap<>(attributes) + " " + updatedAt;
    }

    boolean isLive(String id) {
        Present there = rows.get(id);
        return there != null && there.deletedAt == null;
    }

    /** Stores a row as the sink must: never an older version, unless a removal in the same unit makes the stored one out of date. */
    void store(String id, @Nullable Instant updatedAt, String content, boolean isRemovedBefore) {
        Present there = rows.get(id);
        boolean isOlder = isLive(id)
                && !isRemovedBefore
                && updatedAt != null
                && there.updatedAt != null
                && there.updatedAt.isAfter(updatedAt);
        if (!isOlder && !(isLive(id) && there.content.equals(content))) {
            rows.put(id, new Present(content, updatedAt));
        }
    }

    /** Removes a row as the sink must. */
    void remove(String id, Instant at, boolean isMove) {
        Present there = rows.get(id);
        if (there == null || (onDelete == OnDelete.IGNORE && !isMove)) {
            return;
        }
        if (onDelete == OnDelete.REMOVE || isMove) {
            rows.remove(id);
        } else if (there.deletedAt == null) {
            there.deletedAt = at;
        }
    }

    /** Takes over when the new rows were received. That must lie between these times. */
    void learnTimes(Map<String, Instant> received, Instant since, Instant until, String when) {
        rows.forEach((id, row) -> {
            Instant told = received.get(id);
            if (row.receivedAt == null) {
                assertThat(told).as("received_at of %s, %s", id, when).isBetween(since, until);
                row.receivedAt = told;
            }
            assertThat(told).as("received_at of %s, %s", id, when).isEqualTo(row.receivedAt);
        });
    }

    /** Brings the versions of a workspace's rows up to date. */
    void follow(String workspace, Map<String, Instant> removedAt, Instant now) {
        Set<String> ids = new TreeSet<>(rows.keySet());
        ids.addAll(versions.keySet());
        ids.removeIf(id -> !id.startsWith(workspace));
        for (String id : ids) {
            List<Expected> all = versions.computeIfAbsent(id, each -> new ArrayList<>());
            Expected last = all.isEmpty() ? null : all.get(all.size() - 1);
            Expected current = last != null && last.isCurrent ? last : null;
            Instant earliest = last == null ? null : current == null ? last.to : last.from.plus(1, ChronoUnit.MICROS);
            if (!isLive(id) && current != null) {
                Instant at = rows.containsKey(id) ? rows.get(id).deletedAt : removedAt.get(id);
                current.isCurrent = false;
                current.to = fits(at, earliest, now) ? at : null;
            } else if (isLive(id) && (current == null || !current.content.equals(rows.get(id).content))) {
                Expected next = new Expected(rows.get(id).content, start(rows.get(id), earliest));
                if (current != null) {
                    current.isCurrent = false;
                    current.to = next.from;
                }
                all.add(next);
            }
        }
    }

    private static Instant start(Present row, @Nullable Instant earliest) {
        if (fits(row.updatedAt, earliest, row.receivedAt)) {
            return row.updatedAt;
        }
        return earliest != null && earliest.isAfter(row.receivedAt) ? earliest : row.receivedAt;
    }

    private static boolean fits(@Nullable Instant time, @Nullable Instant earliest, Instant latest) {
        return time != null && (earliest == null || !time.isBefore(earliest)) && !time.isAfter(latest);
    }

    /** Compares all versions. An end that the sink's clock has given must lie between these times. */
    void compare(Map<String, List<Stored>> stored, Instant since, Instant until, String when) {
        versions.values().removeIf(List::isEmpty);
        assertThat(stored.keySet()).as(when).isEqualTo(versions.keySet());
        versions.forEach((id, all) -> {
            List<Stored> found = stored.get(id);
            assertThat(found).as("versions of %s, %s", id, when).hasSameSizeAs(all);
            for (int i = 0; i < all.size(); i++) {
                Expected expected = all.get(i);
                if (!expected.isCurrent && expected.to == null) {
                    assertThat(found.get(i).to()).as("end of %s, %s", id, when).isBetween(since, until);
                    expected.to = found.get(i).to();
                }
                assertThat(List.of(
                                found.get(i).content(),
                                found.get(i).from(),
                                String.valueOf(found.get(i).to()),
                                found.get(i).isCurrent()))
                        .as("version %d of %s, %s", i + 1, id, when)
                        .isEqualTo(List.of(
                                expected.content, expected.from, String.valueOf(expected.to), expected.isCurrent));
            }
        });
    }

    /** Returns the content of the rows as of a time. */
    Map<String, String> asOf(Instant time) {
        Map<String, String> contents = new TreeMap<>();
        versions.forEach((id, all) -> all.stream()
                .filter(each -> !each.from.isAfter(time) && (each.to == null || each.to.isAfter(time)))
                .forEach(each -> contents.put(id, each.content)));
        return contents;
    }

    /** Returns all times at which anything changes. */
    List<Instant> times() {
        List<Instant> times = new ArrayList<>();
        versions.values()
                .forEach(all -> all.forEach(each -> {
                    times.add(each.from);
                    if (each.to != null) {
                        times.add(each.to);
                    }
                }));
        return times;
    }
}
