package io.intercomsync.fake;

import java.util.Map;

/** Answers one kind of call. */
@FunctionalInterface
interface Endpoint {

    /** The body of the answer; throws ApiError for any other. */
    Map<String, Object> answer(Call call);
}
