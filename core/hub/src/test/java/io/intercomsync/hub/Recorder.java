package io.intercomsync.hub;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A warehouse in memory that remembers what it was given. */
class Recorder extends InMemorySink {
    final List<Changes> units = new ArrayList<>();

    @Override
    public synchronized WriteResult store(Changes changes) {
        WriteResult result = super.store(changes);
        units.add(changes);
        return result;
    }

    List<String> given() {
        return units.stream()
                .flatMap(unit -> unit.batches().stream())
                .flatMap(batch -> batch.rows().stream())
                .map(Row::toString)
                .toList();
    }

    List<Removal> removals() {
        return units.stream().flatMap(unit -> unit.removals().stream()).toList();
    }

    Map<List<String>, Row> table(IntercomCollection collection) {
        return rows(collection);
    }
}
