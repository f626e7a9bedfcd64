package io.intercomsync.fake.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the fake received it.
 *
 * @param method the method in capitals
 * @param path the decoded path without query
 * @param query the decoded parameters of the query
 * @param headers the headers, names in lower case; without the token
 * @param body the body as text; empty if there was none
 * @param version the Intercom-Version asked for; null if none was
 * @param status the status answered; 0 before there is an answer (in hooks and predicates) and where the connection was reset
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        @Nullable String version,
        int status) {

    /** Makes the maps unmodifiable. */
    public Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }
}
