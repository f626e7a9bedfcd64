package io.intercomsync.testing;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a feed puts out: its removals, and all the rest as text. */
public final class HeardOutput implements Output {
    private final List<Removal> removals = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    /** Returns the removals, in order. */
    public List<Removal> removals() {
        return removals;
    }

    /** Returns the remarks, in order. */
    public List<String> remarks() {
        return remarks;
    }

    /** Returns everything else, in order. */
    public List<String> heard() {
        return heard;
    }

    @Override
    public void item(Item item) {
        heard.add("item " + item.id());
    }

    @Override
    public void unchanged(String id) {
        heard.add("unchanged " + id);
    }

    @Override
    public void removal(Removal removal) {
        removals.add(removal);
    }

    @Override
    public void refused(IntercomCollection collection, Fault fault) {
        heard.add(collection + " refused " + fault.id() + ": " + fault.reason());
    }

    @Override
    public void typeMismatches(IntercomCollection collection, int fields) {
        heard.add(collection + " " + fields + " mismatches");
    }

    @Override
    public void gap(IntercomCollection collection, long rows, String reason) {
        heard.add("gap of " + rows + " in " + collection.tableName());
    }

    @Override
    public void unknownGap(IntercomCollection collection, String reason) {
        heard.add("unknown gap in " + collection.tableName());
    }

    @Override
    public void remark(IntercomCollection collection, String text) {
        remarks.add(text);
    }

    @Override
    public void pending(String id, PendingObject object, @Nullable String reason) {
        heard.add("pending " + id + ": " + object.collection() + " " + object.rows() + ", " + reason);
    }

    @Override
    public void resolved(String id) {
        heard.add("resolved " + id);
    }

    @Override
    public void deletionsUnknown(Instant since) {
        heard.add("deletions unknown since " + since);
    }

    @Override
    public void expected(@Nullable Long objects) {
        heard.add("expected " + objects);
    }

    @Override
    public void reached(@Nullable String position, long read) {
        heard.add("reached " + position + " after " + read);
    }

    @Override
    public void restart() {
        heard.add("restart");
    }
}
