package io.intercomsync.internal.api;

import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Headers;

/** One request under way: what is known of its answer before, or without, its body. */
final class Exchange {
    private final AtomicLong requests;
    private volatile int status;
    private volatile Headers headers = Headers.of();

    /** @param requests where to count what is sent */
    Exchange(AtomicLong requests) {
        this.requests = requests;
    }

    void sent() {
        requests.incrementAndGet();
    }

    void answered(int newStatus, Headers newHeaders) {
        headers = newHeaders;
        status = newStatus;
    }

    /** The status of the answer; 0 if none came. */
    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }
}
