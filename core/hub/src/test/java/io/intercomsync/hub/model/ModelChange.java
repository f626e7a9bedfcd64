package io.intercomsync.hub.model;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One change of one object, as a run hands it over.
 *
 * @param object the id of the object
 */
record ModelChange(String object, List<Removal> removals, List<Row> rows, List<AttributeDefinition> attributes) {
    static final String WORKSPACE = "w1";

    /** Returns a row with these values, and without values in the other columns. */
    static Row row(IntercomCollection collection, Map<String, ?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Column column : collection.columns()) {
            Object value = values.get(column.name());
            String empty = column.name().equals("extra") ? "{}" : "[]";
            all.add(value == null && column.type() == ColumnType.JSON ? empty : value);
        }
        return Row.of(collection, collection.columns(), all);
    }

    /** The object of a complete list, whose removal must not come before a row that went before it. */
    static final String WHOLE_LIST = "all";

    /** Returns how many of the first changes can be one unit: of different objects, and at most so many. */
    static int joinable(List<ModelChange> changes, int most) {
        Set<String> objects = new HashSet<>();
        int count = 0;
        if (changes.get(0).object().equals(WHOLE_LIST)) {
            return 1;
        }
        while (count < Math.min(most, changes.size())
                && !changes.get(count).object().equals(WHOLE_LIST)
                && objects.add(changes.get(count).object())) {
            count++;
        }
        return count;
    }

    /** Returns one unit with all of these changes. */
    static Changes unit(List<ModelChange> changes, String feed, int state) {
        List<Removal> removals = new ArrayList<>();
        List<AttributeDefinition> attributes = new ArrayList<>();
        Map<IntercomCollection, List<Row>> rows = new EnumMap<>(IntercomCollection.class);
        for (ModelChange change : changes) {
            removals.addAll(change.removals());
            attributes.addAll(change.attributes());
            change.rows()
                    .forEach(row -> rows.computeIfAbsent(row.collection(), c -> new ArrayList<>())
                            .add(row));
        }
        List<Batch> batches = rows.entrySet().stream()
                .map(entry -> new Batch(entry.getKey(), entry.getKey().columns(), entry.getValue()))
                .toList();
        Checkpoint checkpoint = new Checkpoint(WORKSPACE, feed, Integer.toString(state));
        return new Changes(removals, batches, attributes, List.of(checkpoint));
    }
}
