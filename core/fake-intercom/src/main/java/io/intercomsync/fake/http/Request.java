package io.intercomsync.fake.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that the fake received.
 *
 * @param method the method in capitals
 * @param path the decoded path without query
 * @param query the decoded parameters of the query
 * @param headers the headers without the token; names are in lower case
 * @param body the body as text; empty if there was none
 * @param version the value of the header Intercom-Version; {@code null} if there was none
 * @param status the status of the answer; 0 before the answer (in hooks and predicates) and if the connection was reset
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
