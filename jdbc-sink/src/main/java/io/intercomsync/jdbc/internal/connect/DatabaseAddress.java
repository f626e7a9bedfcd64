package io.intercomsync.jdbc.internal.connect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a JDBC URL that hold no secret.
 *
 * @param host the host and port; empty if the URL has none or may hold a secret before it
 * @param database the name of the database or its file; empty if the URL does not tell
 */
public record DatabaseAddress(String host, String database) {
    private static final DatabaseAddress UNKNOWN = new DatabaseAddress("", "");

    private static final Pattern SERVER = Pattern.compile("jdbc:(?:\\w+:)+//([^/?;=]+)(?:/([^?;=&]*))?(?:[?;].*)?");
    private static final Pattern FILE = Pattern.compile("jdbc:\\w+:([^?;=]*)(?:[?;].*)?");

    /** Returns the parts of a URL; none of a URL with an {@code @}, before which a password may stand. */
    public static DatabaseAddress of(@Nullable String url) {
        if (url == null || url.indexOf('@') >= 0) {
            return UNKNOWN;
        }
        Matcher server = SERVER.matcher(url);
        if (server.matches()) {
            return new DatabaseAddress(server.group(1), server.group(2) == null ? "" : server.group(2));
        }
        Matcher file = FILE.matcher(url);
        return file.matches() ? new DatabaseAddress("", file.group(1)) : UNKNOWN;
    }
}
