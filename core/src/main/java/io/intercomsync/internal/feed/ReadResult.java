package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one object: made on any thread, put out on the feed's own.
 *
 * @param item the object; {@code null} if it was refused, is gone, or is passed over
 * @param telling puts out the object and what there is to say of it
 */
public record ReadResult(@Nullable Item item, Consumer<Output> telling) {

    /**
     * An object that is to be asked for again.
     *
     * @param reason what it and others like it lack, which is told with their ids; {@code null} if it was refused, which says so
     */
    public record Owing(
            String id, PendingObject owed, @Nullable String reason) {}

    /**
     * It was read.
     *
     * @param collection what is reported is reported under this collection
     * @param typeMismatches how many of its fields had a type that is not theirs
     */
    static ReadResult of(IntercomCollection collection, Item item, int typeMismatches) {
        return new ReadResult(item, out -> {
            out.item(item);
            if (typeMismatches > 0) {
                out.typeMismatches(collection, typeMismatches);
            }
        });
    }

    /** It was listed, but is not put out. */
    public static ReadResult passedOver(String id) {
        return new ReadResult(null, out -> out.passedOver(id));
    }

    /** It is kept out. */
    public static ReadResult refused(IntercomCollection collection, Fault fault) {
        return new ReadResult(null, out -> out.refused(collection, fault));
    }

    /** It is gone, and with it these. */
    public static ReadResult gone(List<Removal> removals) {
        return new ReadResult(null, out -> removals.forEach(out::removal));
    }

    /** It is there, but could not be had. */
    public static ReadResult failed(IntercomCollection collection, String id, String reason) {
        ReadResult keptOut = new ReadResult(null, out -> {
            out.passedOver(id);
            out.refused(collection, new Fault(id, reason));
        });
        return keptOut.owing(new Owing(id, new PendingObject(collection, 0), null));
    }

    /** It need not be asked for again, although it is not put out. */
    public static ReadResult settled(String id) {
        return new ReadResult(null, out -> out.settled(id));
    }

    /** This, which is to be asked for again; itself if nothing is owed. */
    public ReadResult owing(@Nullable Owing object) {
        return object == null
                ? this
                : new ReadResult(item, out -> {
                    out.owes(object.id(), object.owed(), object.reason());
                    putOut(out);
                });
    }

    /** This, which was listed as that object. */
    public ReadResult listedAs(Map<String, @Nullable Object> json) {
        String mark = mark(json);
        return mark.isEmpty()
                ? this
                : new ReadResult(item, out -> {
                    putOut(out);
                    out.read(mark);
                });
    }

    /** Tells a listed object from all others, and from itself when it has changed; empty if nothing does. */
    public static String mark(Map<String, @Nullable Object> json) {
        Object version = json.get("updated_at");
        boolean isShort = version == null || IntercomIds.isUsable(version);
        return json.get("id") == null || !isShort ? "" : json.get("id") + "/" + version;
    }

    public void putOut(Output out) {
        telling.accept(out);
    }
}
