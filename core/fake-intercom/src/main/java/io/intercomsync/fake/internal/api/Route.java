package io.intercomsync.fake.internal.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A call that the fake serves.
 *
 * @param path the segments of the path; one in braces stands for any text
 * @param kind the effect of the call on the workspace
 * @param since the first minor version of 2.x that has it; {@link #FIRST} for 1.x
 * @param until the last minor version that has it
 */
public record Route(String method, List<String> path, Kind kind, int since, int until, RouteAction endpoint) {

    /** The minor number that stands for all versions from 1.0 to 1.4. */
    static final int FIRST = -1;

    private static final int NEWEST = 99;

    public enum Kind {
        READS,
        WRITES,
        /** Answers 202 without a body. */
        ACCEPTS
    }

    private Route(String method, String path, Kind kind, RouteAction endpoint) {
        this(method, List.of(path.substring(1).split("/", -1)), kind, 0, NEWEST, endpoint);
    }

    /** Reads, by GET, in all versions of 2.x. */
    public static Route get(String path, RouteAction endpoint) {
        return new Route("GET", path, Kind.READS, endpoint);
    }

    /** Reads, by GET, in 1.x alone. */
    public static Route first(String path, RouteAction endpoint) {
        return get(path, endpoint).inFirst(UnaryOperator.identity());
    }

    /** Reads, by POST, as a search does. */
    public static Route query(String path, RouteAction endpoint) {
        return new Route("POST", path, Kind.READS, endpoint);
    }

    public static Route write(String method, String path, RouteAction endpoint) {
        return new Route(method, path, Kind.WRITES, endpoint);
    }

    public static Route accept(String path, RouteAction endpoint) {
        return new Route("POST", path, Kind.ACCEPTS, endpoint);
    }

    /** Returns the same route for 2.x from that minor version on. */
    public Route since(int minor) {
        return new Route(method, path, kind, minor, until, endpoint);
    }

    /** Returns the same route for 1.x as well. */
    public Route alsoInFirst() {
        return new Route(method, path, kind, FIRST, until, endpoint);
    }

    /** Returns the same route for 1.x alone, with another form of the answer. */
    public Route inFirst(UnaryOperator<Map<String, Object>> form) {
        return new Route(method, path, kind, FIRST, FIRST, call -> form.apply(endpoint.answer(call)));
    }

    boolean matches(String asked, List<String> segments) {
        if (!method.equals(asked) || path.size() != segments.size()) {
            return false;
        }
        for (int at = 0; at < path.size(); at++) {
            if (!isParameter(path.get(at)) && !path.get(at).equals(segments.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of fixed segments. If two routes match, the one with more fixed segments is used. */
    int literals() {
        return (int) path.stream().filter(segment -> !isParameter(segment)).count();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    boolean serves(ServedVersion version) {
        return version.isAtLeast(since) && version.minor() <= until;
    }

    /** Returns the name of the route, such as {@code GET /contacts/{contact_id}}. */
    public String name() {
        return method + " /" + String.join("/", path);
    }

    /** Returns the versions of the route, such as {@code 2.13 and newer}. */
    String versions() {
        List<String> parts = new ArrayList<>();
        if (since == FIRST) {
            parts.add("1.x");
        }
        if (until > FIRST) {
            parts.add(since > 0 ? "2." + since + " and newer" : "2.x");
        }
        return String.join(", ", parts);
    }
}
