package io.intercomsync.fake.internal.api;

import java.util.Map;

/** Answers one kind of call. */
@FunctionalInterface
public interface RouteAction {

    /** Returns the body of the answer; throws ApiError for an error. */
    Map<String, Object> answer(ApiCall call);
}
