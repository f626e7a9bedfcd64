package io.intercomsync.fake.internal.api;

import java.util.Map;

/** Answers one kind of call. */
@FunctionalInterface
public interface RouteAction {

    /** The body of the answer; throws ApiError for any other. */
    Map<String, Object> answer(ApiCall call);
}
