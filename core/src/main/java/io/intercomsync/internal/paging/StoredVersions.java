package io.intercomsync.internal.paging;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.sink.ReadableSink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the listed objects whose current version the sink already holds, so that they need no request of their own. A second
 * change within one second does not move {@code updated_at}, so a version near the last pass, or after it, is no proof.
 */
public final class StoredVersions {
    private static final Duration TOO_NEAR = Duration.ofSeconds(5);

    private final String workspace;
    private final @Nullable ReadableSink sink;
    private final @Nullable Instant provenUntil;

    public StoredVersions(FeedContext context, PassScope scope) {
        this.workspace = context.me().workspace();
        this.sink = context.sink();
        this.provenUntil = scope.knownAsOf() == null ? null : scope.knownAsOf().minus(TOO_NEAR);
    }

    /**
     * Returns the ids of the objects that have not changed: their rows have the listed version, and that version is proof.
     * A row whose children the sink refused is no proof: the program may have been killed before the object became pending.
     */
    public Set<String> unchanged(IntercomCollection collection, List<Map<String, @Nullable Object>> objects) {
        if (sink == null || provenUntil == null) {
            return Set.of();
        }
        Set<String> unchanged =
                held(collection, objects.stream().filter(this::isProof).toList());
        if (!unchanged.isEmpty()) {
            List<List<String>> keys = unchanged.stream().map(List::of).toList();
            sink.lackingChildren(workspace, collection, keys).forEach(key -> unchanged.remove(key.get(0)));
        }
        return unchanged;
    }

    private boolean isProof(Map<String, @Nullable Object> object) {
        Instant listed = IntercomTime.read(object.get("updated_at"));
        return listed != null && provenUntil != null && !listed.isAfter(provenUntil);
    }

    /**
     * Returns the ids of the objects whose row in the collection has the listed version, whenever the row was read.
     */
    public Set<String> held(IntercomCollection collection, List<Map<String, @Nullable Object>> objects) {
        if (sink == null || objects.isEmpty()) {
            return Set.of();
        }
        List<List<String>> keys = objects.stream()
                .filter(object -> object.get("id") != null)
                .map(object -> List.of(String.valueOf(object.get("id"))))
                .toList();
        Map<List<String>, Optional<Instant>> held = sink.versions(workspace, collection, keys);
        Set<String> asListed = new HashSet<>();
        for (Map<String, @Nullable Object> object : objects) {
            Instant listed = IntercomTime.read(object.get("updated_at"));
            String id = String.valueOf(object.get("id"));
            if (listed != null
                    && held.getOrDefault(List.of(id), Optional.empty())
                            .filter(listed::equals)
                            .isPresent()) {
                asListed.add(id);
            }
        }
        return asListed;
    }
}
