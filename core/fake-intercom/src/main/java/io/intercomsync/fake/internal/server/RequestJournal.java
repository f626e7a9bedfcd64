package io.intercomsync.fake.internal.server;

import io.intercomsync.fake.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Records the requests and counts them by method and path. Long runs keep only the counts. */
public final class RequestJournal {

    private static final Set<String> WORDS = Set.of(
            "search",
            "list",
            "scroll",
            "deleted",
            "attributes",
            "companies",
            "contacts",
            "conversations",
            "tags",
            "segments",
            "notes",
            "subscriptions",
            "find_by_external_id",
            "merge_history");

    private final boolean isWhole;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public RequestJournal(boolean isWhole) {
        this.isWhole = isWhole;
    }

    void add(Request request) {
        counts.computeIfAbsent(form(request), none -> new LongAdder()).increment();
        if (isWhole) {
            synchronized (requests) {
                requests.add(request);
            }
        }
    }

    public List<Request> requests() {
        if (!isWhole) {
            throw new IllegalStateException("this fake was started withoutJournal(): it only counts requests");
        }
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public long count(String method, String pathPrefix) {
        if (isWhole) {
            return requests().stream()
                    .filter(request ->
                            request.method().equals(method) && request.path().startsWith(pathPrefix))
                    .count();
        }
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(method + " " + pathPrefix))
                .mapToLong(count -> count.getValue().sum())
                .sum();
    }

    public void clear() {
        synchronized (requests) {
            requests.clear();
        }
        counts.clear();
    }

    /** Returns method and path with a star for each id, so there are few different forms. */
    private static String form(Request request) {
        StringBuilder form = new StringBuilder(request.method()).append(' ');
        String[] segments = request.path().split("/", -1);
        for (int at = 1; at < segments.length; at++) {
            form.append('/').append(at == 1 || WORDS.contains(segments[at]) ? segments[at] : "*");
        }
        return form.toString();
    }
}
