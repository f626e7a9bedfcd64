package io.intercomsync.hub.model;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows and definitions that the hub is to hold, kept in memory. */
final class ExpectedState {
    final InMemorySink rows = new InMemorySink();
    final Map<String, AttributeDefinition> definitions = new HashMap<>();

    void take(Changes changes) {
        rows.store(changes);
        changes.attributes().forEach(each -> definitions.put(each.collection() + each.name(), each));
    }

    /** Parts of such a conversation that the hub does not hold may be older ones, so a warehouse keeps them. */
    boolean isTruncated(Row part) {
        Row conversation =
                rows.rows(IntercomCollection.CONVERSATIONS).get(List.of(String.valueOf(part.value("conversation_id"))));
        return conversation != null && Boolean.TRUE.equals(conversation.value("parts_truncated"));
    }
}
