package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import java.util.List;
import java.util.Map;

/** Accepts events of contacts and does not keep them. */
final class EventEndpoint {

    private final ContactLookup lookup;

    EventEndpoint(ContactLookup lookup) {
        this.lookup = lookup;
    }

    List<Route> routes() {
        return List.of(Route.accept("/events", this::submit));
    }

    private Map<String, Object> submit(ApiCall call) {
        Map<String, Object> body = call.body();
        for (String key : List.of("event_name", "created_at")) {
            if (body.get(key) == null) {
                throw ApiError.missing(key);
            }
        }
        BodyType.TEXT.require(body, List.of("event_name"));
        BodyType.TIME.require(body, List.of("created_at"));
        BodyType.OBJECT.require(body, List.of("metadata"));
        lookup.named(call, body, List.of("id", "user_id", "email"));
        return Map.of();
    }
}
