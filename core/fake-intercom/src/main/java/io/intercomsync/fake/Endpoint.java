package io.intercomsync.fake;

import java.util.Map;

/** Answers the calls under one first segment of a path. */
interface Endpoint {

    /** The body of the 200 answer; throws ApiError for any other. */
    Map<String, Object> answer(Call call);
}
