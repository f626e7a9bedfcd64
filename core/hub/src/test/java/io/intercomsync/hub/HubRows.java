package io.intercomsync.hub;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.hub.internal.store.FamilyKind;
import io.intercomsync.hub.internal.store.HubReader;
import io.intercomsync.sink.UnitSize;
import java.util.List;

/** Reads the rows of a hub. */
final class HubRows {
    private HubRows() {}

    static List<Row> of(Hub hub, IntercomCollection collection) {
        HubReader reader = hub.internals().reader();
        return reader
                .families(
                        0,
                        reader.last().seq(),
                        List.of(FamilyKind.of(collection)),
                        new UnitSize(Integer.MAX_VALUE, Long.MAX_VALUE))
                .families()
                .stream()
                .flatMap(family -> family.rows().stream())
                .filter(row -> row.collection() == collection)
                .toList();
    }
}
