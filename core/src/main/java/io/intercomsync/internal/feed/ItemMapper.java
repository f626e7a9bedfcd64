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

/** Maps Intercom's JSON to records, and the records to rows with the chosen columns. */
public final class ItemMapper {
    private static final Map<Class<?>, IntercomCollection> COLLECTIONS = Arrays.stream(IntercomCollection.values())
            .collect(Collectors.toUnmodifiableMap(IntercomCollection::recordType, Function.identity()));

    private final Selection selection;
    private final IntercomCollection main;
    private final Function<@Nullable Object, MappedRecord> mapper;
    private final Function<MappedRecord, @Nullable IntercomCollection> replaced;

    /**
     * Maps objects that have no children.
     *
     * @param main the collection that refused objects are reported under
     */
    public ItemMapper(Selection selection, IntercomCollection main, Function<@Nullable Object, MappedRecord> mapper) {
        this(selection, main, mapper, mapped -> null);
    }

    /**
     * Maps objects and their children.
     *
     * @param main the collection that refused objects are reported under
     * @param replaced the collection in which the children of an object replace all earlier ones; {@code null} if earlier ones
     *     stay
     */
    public ItemMapper(
            Selection selection,
            IntercomCollection main,
            Function<@Nullable Object, MappedRecord> mapper,
            Function<MappedRecord, @Nullable IntercomCollection> replaced) {
        this.selection = selection;
        this.main = main;
        this.mapper = mapper;
        this.replaced = replaced;
    }

    /** Maps an object and its children. */
    public ReadResult map(Map<String, @Nullable Object> json) {
        try {
            MappedRecord mapped = mapper.apply(json);
            IntercomCollection collection = collectionOf(mapped.record());
            return ReadResult.of(collection, item(mapped, collection), mapped.typeMismatches());
        } catch (UnreadableRecordException e) {
            return ReadResult.refused(main, new Fault(e.where(), String.valueOf(e.getMessage())));
        }
    }

    private Item item(MappedRecord mapped, IntercomCollection collection) {
        Row whole = collection.row(mapped.record());
        List<Row> children = new ArrayList<>(mapped.children().size());
        for (IntercomRecord child : mapped.children()) {
            IntercomCollection childCollection = collectionOf(child);
            if (selection.has(childCollection)) {
                children.add(selection.row(childCollection, child));
            }
        }
        IntercomCollection replacing = replaced.apply(mapped);
        return new Item(
                whole.key().get(0),
                selection.has(collection) ? whole.only(selection.columns(collection)) : null,
                children,
                replacing != null && selection.has(replacing) ? replacing : null);
    }

    private static IntercomCollection collectionOf(IntercomRecord record) {
        return requireNonNull(COLLECTIONS.get(record.getClass()));
    }
}
