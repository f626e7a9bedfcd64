package io.intercomsync.hub.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.report.FlushReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A warehouse, the part of the hub that it takes, and how far it has been brought at most. */
final class ModelClient {
    final String name;
    final ModelWarehouse warehouse;
    private final Map<String, Integer> reached = new HashMap<>();
    private List<IntercomCollection> collections = List.of(IntercomCollection.values());
    private List<String> without = List.of();
    /** True once it had parts without their conversations: nobody can tell whose parts they are when the removals are gone. */
    private boolean mayHaveOrphans;

    ModelClient(String name, ModelWarehouse.Kind kind, int rowsOfAUnit) {
        this.name = name;
        warehouse = new ModelWarehouse(kind, rowsOfAUnit);
    }

    /** Takes another part of the hub from now on. */
    void choose(Random random) {
        List<IntercomCollection> some = new ArrayList<>(List.of(IntercomCollection.USERS, IntercomCollection.TAGS));
        Arrays.stream(IntercomCollection.values())
                .filter(collection -> !some.contains(collection) && random.nextBoolean())
                .forEach(some::add);
        collections = List.copyOf(some);
        mayHaveOrphans |= !some.contains(IntercomCollection.CONVERSATIONS);
        without = random.nextBoolean() ? List.of("users.email") : List.of();
    }

    /** @param states how far the hub has come, by feed */
    FlushReport flush(Hub hub, Map<String, Integer> states) {
        states.forEach((feed, state) -> reached.merge(feed, state, Math::max));
        return HubFlush.builder(hub, warehouse.sink())
                .name(name)
                .collections(collections.toArray(IntercomCollection[]::new))
                .without(without.toArray(String[]::new))
                .build()
                .flush();
    }

    /** Compares the warehouse with the model, unless it is ahead of a hub that was restored and has not run since. */
    void compare(ExpectedState expected, Map<String, Integer> states, Object story) {
        if (states.entrySet().stream().anyMatch(state -> reached.getOrDefault(state.getKey(), 0) > state.getValue())) {
            return;
        }
        Map<String, AttributeDefinition> definitions = new HashMap<>(expected.definitions);
        definitions.values().removeIf(each -> !collections.contains(each.collection()));
        assertThat(warehouse.attributes).as("definitions after %s", story).containsAllEntriesOf(definitions);
        for (IntercomCollection collection : collections) {
            compare(collection, expected, story);
        }
    }

    private void compare(IntercomCollection collection, ExpectedState expected, Object story) {
        Map<List<String>, Row> wanted = ModelWarehouse.rows(expected.rows, collection, without);
        Map<List<String>, Row> held = ModelWarehouse.rows(warehouse.memory, collection, without);
        String owner = collection.parentColumn().orElse("id");
        wanted.values().removeIf(row -> warehouse.refused.equals(row.value(owner)));
        held.values().removeIf(row -> warehouse.refused.equals(row.value(owner)));
        if (warehouse.mayKeepRemovedRows && collection == IntercomCollection.CONVERSATION_PARTS) {
            held.values()
                    .removeIf(
                            part -> !wanted.containsKey(part.key()) && (mayHaveOrphans || expected.isTruncated(part)));
        }
        if (warehouse.mayKeepRemovedRows && warehouse.kind != ModelWarehouse.Kind.FULL) {
            held.keySet().retainAll(wanted.keySet());
        }
        assertThat(held).as("%s of %s after %s", collection, name, story).isEqualTo(wanted);
    }
}
