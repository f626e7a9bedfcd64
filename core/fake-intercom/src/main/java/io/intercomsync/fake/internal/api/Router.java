package io.intercomsync.fake.internal.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the route of a call among all routes that the fake serves. */
public final class Router {

    private final List<Route> all;

    public Router(List<Route> all) {
        this.all = List.copyOf(all);
    }

    /** Returns the route of a call; throws ApiError if the fake or the version has none. */
    public Route of(ApiCall call) {
        List<Route> matching = all.stream()
                .filter(route -> route.matches(call.method(), call.segments()))
                .toList();
        int literals = matching.stream().mapToInt(Route::literals).max().orElse(0);
        List<Route> meant =
                matching.stream().filter(route -> route.literals() == literals).toList();
        if (meant.isEmpty()) {
            throw ApiError.notServed(call.method(), call.path());
        }
        return meant.stream()
                .filter(route -> route.serves(call.version()))
                .findFirst()
                .orElseThrow(() -> notInVersion(meant, call.version()));
    }

    /** Tells a call of a later version apart from one that was removed. */
    private static ApiError notInVersion(List<Route> meant, ServedVersion version) {
        return meant.stream().anyMatch(route -> version.minor() < route.since())
                ? ApiError.notInVersion()
                : ApiError.notFound();
    }

    /** Returns the versions of each route by its name. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        all.forEach(route -> versions.merge(route.name(), route.versions(), Router::inOrder));
        return versions;
    }

    private static String inOrder(String one, String other) {
        return one.startsWith("1") ? one + ", " + other : other + ", " + one;
    }
}
