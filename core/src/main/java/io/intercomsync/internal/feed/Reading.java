package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.Ids;
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
record Reading(@Nullable Item item, Consumer<Output> telling) {

    /**
     * An object that is to be asked for again.
     *
     * @param reason what it and others like it lack, which is told with their ids; {@code null} if it was refused, which says so
     */
    record Owing(String id, Owed owed, @Nullable String reason) {}

    /**
     * It was read.
     *
     * @param collection what is reported is reported under this collection
     * @param misfits how many of its fields had a type that is not theirs
     */
    static Reading of(IntercomCollection collection, Item item, int misfits) {
        return new Reading(item, out -> {
            out.item(item);
            if (misfits > 0) {
                out.misfits(collection, misfits);
            }
        });
    }

    /** It was listed, but is not put out. */
    static Reading passedOver(String id) {
        return new Reading(null, out -> out.passedOver(id));
    }

    /** It is kept out. */
    static Reading refused(IntercomCollection collection, Fault fault) {
        return new Reading(null, out -> out.refused(collection, fault));
    }

    /** It is gone, and with it these. */
    static Reading gone(List<Removal> removals) {
        return new Reading(null, out -> removals.forEach(out::removal));
    }

    /** It is there, but could not be had. */
    static Reading failed(IntercomCollection collection, String id, String reason) {
        Reading keptOut = new Reading(null, out -> {
            out.passedOver(id);
            out.refused(collection, new Fault(id, reason));
        });
        return keptOut.owing(new Owing(id, new Owed(collection, 0), null));
    }

    /** It need not be asked for again, although it is not put out. */
    static Reading settled(String id) {
        return new Reading(null, out -> out.settled(id));
    }

    /** This, which is to be asked for again; itself if nothing is owed. */
    Reading owing(@Nullable Owing object) {
        return object == null
                ? this
                : new Reading(item, out -> {
                    out.owes(object.id(), object.owed(), object.reason());
                    putOut(out);
                });
    }

    /** This, which was listed as that object. */
    Reading listedAs(Map<String, @Nullable Object> json) {
        String mark = mark(json);
        return mark.isEmpty()
                ? this
                : new Reading(item, out -> {
                    putOut(out);
                    out.read(mark);
                });
    }

    /** Tells a listed object from all others, and from itself when it has changed; empty if nothing does. */
    static String mark(Map<String, @Nullable Object> json) {
        Object version = json.get("updated_at");
        boolean isShort = version == null || Ids.isUsable(version);
        return json.get("id") == null || !isShort ? "" : json.get("id") + "/" + version;
    }

    void putOut(Output out) {
        telling.accept(out);
    }
}
