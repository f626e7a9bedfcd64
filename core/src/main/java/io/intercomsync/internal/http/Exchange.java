package io.intercomsync.internal.http;

import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** One request under way: what is known of its answer before, or without, its body. */
public final class Exchange {
    private final RequestMeter meter;
    private final AtomicBoolean isSent = new AtomicBoolean();
    private volatile boolean isSkimmed;
    private volatile boolean isContent;
    private volatile int status;
    private volatile Headers headers = Headers.of();
    private volatile @Nullable String encoding;

    /** @param meter counts what is sent; it has been spent on the request once */
    Exchange(RequestMeter meter) {
        this.meter = meter;
    }

    /** It is attempted, and counts as a request whatever comes of it: there may be no connection to send it over. */
    void attempted() {
        meter.requests().incrementAndGet();
    }

    /**
     * It is about to be sent: once more perhaps, where the connection turned out to be closed.
     *
     * @throws BudgetReachedException if there is nothing left to send it once more
     */
    void sending() {
        if (!isSent.compareAndSet(false, true)) {
            meter.spend();
            meter.requests().incrementAndGet();
        }
    }

    void answered(int newStatus, Headers newHeaders) {
        headers = newHeaders;
        status = newStatus;
    }

    /** @param newEncoding how the body is encoded by its own word; {@code null} if it is not */
    void encoded(@Nullable String newEncoding) {
        encoding = newEncoding;
    }

    /** How the body of the answer is encoded by its own word; {@code null} if it is not. */
    @Nullable
    String encoding() {
        return encoding;
    }

    /** Of the objects in the lists of the answer nothing is wanted but their ids, since it is too large to be held. */
    public void skim() {
        isSkimmed = true;
    }

    boolean isSkimmed() {
        return isSkimmed;
    }

    /** Its body has content, as far as that had to be decompressed. */
    void hasContent() {
        isContent = true;
    }

    boolean isContent() {
        return isContent;
    }

    /** The status of the answer; 0 if none came. */
    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }
}
