package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one object: made on any thread, put out on the feed's own.
 *
 * @param collection what is reported is reported under this collection
 * @param item the object; {@code null} if it was refused, is gone, or is passed over
 * @param passedOver its id, if it was listed but is not put out; else {@code null}
 * @param misfits how many of its fields had a type that is not theirs
 * @param refused why it is kept out; {@code null} if it is not
 * @param removals what is to go because it is gone
 * @param owing why later runs are to ask for it again; {@code null} if they need not
 * @param settled its id, if later runs need not ask for it again although it is not put out; else {@code null}
 * @param mark tells what was listed; {@code null} if it was on no list
 */
record Reading(
        IntercomCollection collection,
        @Nullable Item item,
        @Nullable String passedOver,
        int misfits,
        @Nullable Fault refused,
        List<Removal> removals,
        @Nullable Owing owing,
        @Nullable String settled,
        @Nullable String mark) {

    /**
     * An object that is to be asked for again.
     *
     * @param reason what it lacks; {@code null} if it was refused, which says so
     */
    record Owing(String id, Owed owed, @Nullable String reason) {}

    static Reading of(IntercomCollection collection, Item item, int misfits) {
        return new Reading(collection, item, null, misfits, null, List.of(), null, null, null);
    }

    /** It was listed, but is not put out. */
    static Reading passedOver(IntercomCollection collection, String id) {
        return new Reading(collection, null, id, 0, null, List.of(), null, null, null);
    }

    static Reading refused(IntercomCollection collection, Fault fault) {
        return new Reading(collection, null, null, 0, fault, List.of(), null, null, null);
    }

    static Reading gone(IntercomCollection collection, List<Removal> removals) {
        return new Reading(collection, null, null, 0, null, removals, null, null, null);
    }

    /** It is there, but could not be had. */
    static Reading failed(IntercomCollection collection, String id, String reason) {
        Owing again = new Owing(id, new Owed(collection, 0), null);
        return new Reading(collection, null, id, 0, new Fault(id, reason), List.of(), again, null, null);
    }

    /** It need not be asked for again. */
    static Reading settled(IntercomCollection collection, String id) {
        return new Reading(collection, null, null, 0, null, List.of(), null, id, null);
    }

    /** This, which is to be asked for again. */
    Reading owing(@Nullable Owing object) {
        return new Reading(collection, item, passedOver, misfits, refused, removals, object, settled, mark);
    }

    /** This, which was listed as that object. */
    Reading listedAs(Map<String, @Nullable Object> json) {
        return new Reading(collection, item, passedOver, misfits, refused, removals, owing, settled, mark(json));
    }

    /** Tells a listed object from all others, and from itself when it has changed; empty if nothing does. */
    static String mark(Map<String, @Nullable Object> json) {
        return json.get("id") == null ? "" : json.get("id") + "/" + json.get("updated_at");
    }

    void putOut(Output out) {
        removals.forEach(out::removal);
        if (owing != null) {
            out.owes(owing.id(), owing.owed(), owing.reason());
        }
        if (settled != null) {
            out.settled(settled);
        }
        if (item != null) {
            out.item(item);
        }
        if (passedOver != null) {
            out.passedOver(passedOver);
        }
        if (refused != null) {
            out.refused(collection, refused);
        }
        if (misfits > 0) {
            out.misfits(collection, misfits);
        }
        if (mark != null && !mark.isEmpty()) {
            out.read(mark);
        }
    }
}
