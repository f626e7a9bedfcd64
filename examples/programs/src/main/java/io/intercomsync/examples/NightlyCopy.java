package io.intercomsync.examples;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.time.Duration;

/** Copies some collections without e-mail addresses, shows the progress, and checks the report. */
final class NightlyCopy {
    private final IntercomClient intercom;
    private final SyncEngine engine;

    NightlyCopy(String token, String jdbcUrl) {
        intercom = IntercomClient.builder(token)
                .shareOfRateLimit(0.5) // the other half stays with the application
                .maxRetryDuration(Duration.ofMinutes(10))
                .build();
        engine = engine(intercom, JdbcSink.builder(jdbcUrl).schema("support").build());
    }

    static SyncEngine engine(IntercomClient intercom, Sink sink) {
        return SyncEngine.builder(intercom, sink)
                .collections(USERS, CONVERSATIONS, CONVERSATION_PARTS)
                .without("users.email", "users.phone")
                .listener(NightlyCopy::tell)
                .build();
    }

    private static void tell(Progress progress) {
        Duration left = progress.timeLeft();
        System.out.println(progress.feed() + ": " + progress.done()
                + " of " + (progress.expected() == null ? "?" : progress.expected())
                + (left == null ? "" : ", " + left.toSeconds() + " s left"));
    }

    /** Makes one run. Call it as often as you like. */
    boolean run() {
        return run(engine);
    }

    static boolean run(SyncEngine engine) {
        try {
            SyncReport report = engine.sync();
            System.out.println(report.toTable());
            return report.isComplete();
        } catch (SyncFailedException e) {
            System.out.println(e.report().toTable()); // says of each collection what happened and what to do
            return false;
        }
    }

    void close() {
        intercom.close();
    }
}
