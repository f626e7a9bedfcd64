package outside;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Sink;
import io.intercomsync.testkit.SinkContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contract runs with the JUnit and the AssertJ of this project. */
class TinySinkTest extends SinkContract {

    private final Map<IntercomCollection, Map<List<String>, Row>> rows = new HashMap<>();

    @Override
    protected Sink open() {
        return this::write;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return List.copyOf(of(collection).values());
    }

    private Map<List<String>, Row> of(IntercomCollection collection) {
        return rows.computeIfAbsent(collection, none -> new HashMap<>());
    }

    private void write(Changes changes) {
        changes.removals().forEach(this::remove);
        changes.batches().forEach(batch -> batch.rows()
                .forEach(row -> of(batch.collection()).put(row.key(), row)));
    }

    private void remove(Removal removal) {
        Map<List<String>, Row> held = of(removal.collection());
        if (removal instanceof Removal.ByKey one) {
            held.remove(one.key());
        } else if (removal instanceof Removal.ChildrenOf children) {
            String parent = removal.collection().parentColumn().orElseThrow();
            held.values().removeIf(row -> children.parentId().equals(row.value(parent)));
        } else {
            held.keySet().retainAll(((Removal.AllBut) removal).keys());
        }
    }
}
