package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.util.List;

/** A copy that reads a conversation again as soon as a webhook names it. */
final class WebhookCopy {
    private final SyncEngine engine;

    WebhookCopy(IntercomClient intercom, Sink warehouse) {
        engine = SyncEngine.builder(intercom, warehouse).build();
    }

    SyncEngine engine() {
        return engine;
    }

    /** Returns whether the conversation and its parts are stored as they are in Intercom. */
    boolean onConversationChanged(String conversationId) {
        SyncReport report = engine.resync(IntercomCollection.CONVERSATIONS, List.of(conversationId));
        return report.isComplete();
    }
}
