package io.intercomsync.internal.firstgeneration;

import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.http.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the calls that only API 1.4 has. */
final class FirstGenerationCalls {
    private static final Endpoint COMPANIES = Endpoint.get("companies");
    private static final Endpoint USERS = Endpoint.get("users");
    private static final Endpoint USER = Endpoint.get("users/{id}");
    private static final Endpoint USER_SCROLL = Endpoint.scroll("users/scroll");
    private static final Endpoint LEAD_SCROLL = Endpoint.scroll("contacts/scroll");

    private static final Map<String, String> OLDEST_FIRST = Map.of("order", "asc", "sort", "created_at");

    private final Calls calls;

    FirstGenerationCalls(Calls calls) {
        this.calls = calls;
    }

    /** Reads one user. */
    Lookup user(String id) {
        return calls.object(USER, id);
    }

    /** Reads a page of the companies, at most 60 of the first 10,000. */
    Page companies(int page, int perPage) {
        return calls.numbered(COMPANIES, Map.of(), page, perPage);
    }

    /** Reads the next page of the one scroll over all users; {@code null} starts a scroll. */
    Page scrollUsers(@Nullable String scrollParam) {
        return calls.scroll(USER_SCROLL, scrollParam);
    }

    /** Reads the next page of the one scroll over all leads; {@code null} starts a scroll. */
    Page scrollLeads(@Nullable String scrollParam) {
        return calls.scroll(LEAD_SCROLL, scrollParam);
    }

    /** Reads a page of the users, the oldest first, at most 60 of the first 10,000. */
    Page users(int page, int perPage) {
        return calls.numbered(USERS, OLDEST_FIRST, page, perPage);
    }

    /** Reads a page of the leads, the oldest first, at most 60 of the first 10,000. */
    Page leads(int page, int perPage) {
        return calls.numbered(Endpoint.CONTACTS, OLDEST_FIRST, page, perPage);
    }

    /** Reads a page of the conversations, without their parts, the oldest first; at most 60. */
    Page conversations(int page, int perPage) {
        return calls.numbered(Endpoint.CONVERSATIONS, OLDEST_FIRST, page, perPage);
    }
}
