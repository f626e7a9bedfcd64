package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading one object: made on any thread, put out on the thread of the feed.
 *
 * @param item the object; {@code null} if it was refused, is gone, or is unchanged
 * @param hasGap whether the object lacks something which no later run fetches by its id
 * @param output puts out the object, and reports about it
 */
public record ReadResult(@Nullable Item item, boolean hasGap, Consumer<Output> output) {

    private ReadResult(@Nullable Item item, Consumer<Output> output) {
        this(item, false, output);
    }

    /**
     * An object that later runs fetch again.
     *
     * @param reason the reason for the report, which groups the ids by it; {@code null} if the object was refused
     */
    public record Pending(
            String id, PendingObject object, @Nullable String reason) {}

    /**
     * Returns the result for an object that was read.
     *
     * @param collection the collection that the result is reported under
     * @param typeMismatches how many of its fields have a JSON type that does not match their column
     */
    static ReadResult of(IntercomCollection collection, Item item, int typeMismatches) {
        return new ReadResult(item, out -> {
            out.item(item);
            if (typeMismatches > 0) {
                out.typeMismatches(collection, typeMismatches);
            }
        });
    }

    /** Returns the result for a listed object whose row stays as it is. */
    public static ReadResult unchanged(String id) {
        return new ReadResult(null, out -> out.unchanged(id));
    }

    /** Returns the result for an object that is kept out. */
    public static ReadResult refused(IntercomCollection collection, Fault fault) {
        return new ReadResult(null, out -> out.refused(collection, fault));
    }

    /** Returns the result for an object that is gone, with the removals of its rows. */
    public static ReadResult gone(List<Removal> removals) {
        return new ReadResult(null, out -> removals.forEach(out::removal));
    }

    /** Returns the result for an object that exists and could not be read. */
    public static ReadResult failed(IntercomCollection collection, String id, String reason) {
        ReadResult keptOut = new ReadResult(null, out -> {
            out.unchanged(id);
            out.refused(collection, new Fault(id, reason));
        });
        return keptOut.pending(new Pending(id, new PendingObject(collection, 0), null));
    }

    /** Returns the results for the items of a page that are no objects or were kept out. */
    public static List<ReadResult> unreadable(IntercomCollection collection, Page page) {
        return Stream.concat(
                        page.faults().stream().map(fault -> refused(collection, fault)),
                        page.keptOut().stream().map(fault -> failed(collection, fault.id(), fault.reason())))
                .toList();
    }

    /** Returns this result for an object that later runs fetch again; the same result for {@code null}. */
    public ReadResult pending(@Nullable Pending object) {
        return object == null
                ? this
                : new ReadResult(item, hasGap, out -> {
                    out.pending(object.id(), object.object(), object.reason());
                    putOut(out);
                });
    }

    /** Returns this result for an object that is not pending any more. */
    public ReadResult resolving(String id) {
        return new ReadResult(item, hasGap, out -> {
            out.resolved(id);
            putOut(out);
        });
    }

    /** Returns this result for an object that lacks something which no later run fetches by its id. */
    public ReadResult withGap(IntercomCollection collection, String reason) {
        return new ReadResult(item, true, out -> {
            out.unknownGap(collection, reason);
            putOut(out);
        });
    }

    public void putOut(Output out) {
        output.accept(out);
    }
}
