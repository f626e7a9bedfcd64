package io.intercomsync.internal.feed;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.mapping.MappedRecord;
import io.intercomsync.internal.mapping.UnreadableRecordException;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.report.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes items of Intercom's JSON: maps it to records, and these to rows with the chosen columns. */
public final class ItemMapper {
    private static final Map<Class<?>, IntercomCollection> COLLECTIONS = Arrays.stream(IntercomCollection.values())
            .collect(Collectors.toUnmodifiableMap(IntercomCollection::recordType, Function.identity()));

    private final Selection selection;
    private final IntercomCollection main;
    private final Function<@Nullable Object, MappedRecord> mapper;

    /**
     * Maps the objects of one collection.
     *
     * @param main the collection that refused objects are reported under
     */
    public ItemMapper(Selection selection, IntercomCollection main, Function<@Nullable Object, MappedRecord> mapper) {
        this.selection = selection;
        this.main = main;
        this.mapper = mapper;
    }

    /** Reads an object that has no children. */
    public ReadResult of(Map<String, @Nullable Object> json) {
        return of(json, mapped -> null);
    }

    /**
     * Maps an object and its children.
     *
     * @param replaced the collection in which the children of this object replace all earlier ones, if any
     */
    public ReadResult of(
            Map<String, @Nullable Object> json, Function<MappedRecord, @Nullable IntercomCollection> replaced) {
        try {
            MappedRecord mapped = mapper.apply(json);
            IntercomCollection collection = collectionOf(mapped.record());
            return ReadResult.of(collection, item(mapped, collection, replaced.apply(mapped)), mapped.typeMismatches());
        } catch (UnreadableRecordException e) {
            return ReadResult.refused(main, new Fault(e.where(), String.valueOf(e.getMessage())));
        }
    }

    private Item item(MappedRecord mapped, IntercomCollection collection, @Nullable IntercomCollection replaced) {
        Row whole = collection.row(mapped.record());
        List<Row> children = new ArrayList<>(mapped.children().size());
        for (IntercomRecord child : mapped.children()) {
            IntercomCollection ofChild = collectionOf(child);
            if (selection.has(ofChild)) {
                children.add(selection.row(ofChild, child));
            }
        }
        return new Item(
                whole.key().get(0),
                selection.has(collection) ? whole.only(selection.columns(collection)) : null,
                children,
                replaced != null && selection.has(replaced) ? replaced : null);
    }

    private static IntercomCollection collectionOf(IntercomRecord record) {
        return requireNonNull(COLLECTIONS.get(record.getClass()));
    }
}
