package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.OneLine;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run for one collection.
 *
 * @param collection the collection
 * @param status how the read ended
 * @param message one line: the reason and the remedy if the read did not end well, or remarks; {@code null} if there is nothing to
 *     say
 * @param rows how many rows the sink was given
 * @param changed how many rows were inserted, updated, marked or removed; {@code null} if the sink does not tell
 * @param removed how many removals of single rows the sink was given
 * @param expected how many rows Intercom counted; {@code null} if it does not count them
 * @param held how many live rows the sink has now; {@code null} if it does not tell, or the read broke off
 * @param refused how many records were kept out
 * @param faults the first 100 of these records, with the reasons
 * @param typeMismatches how many fields had a JSON type that does not match their column; they are in {@code extra}
 * @param replacedCharacters how many characters were replaced because the destination cannot hold them
 * @param requests how many requests the API resource took; collections from one resource share them
 * @param duration how long the API resource took
 */
public record CollectionReport(
        IntercomCollection collection,
        Status status,
        @Nullable String message,
        long rows,
        @Nullable Long changed,
        long removed,
        @Nullable Long expected,
        @Nullable Long held,
        long refused,
        List<Fault> faults,
        long typeMismatches,
        long replacedCharacters,
        long requests,
        Duration duration)
        implements Serializable {

    public CollectionReport {
        requireNonNull(collection, "collection");
        requireNonNull(status, "status");
        message = message == null ? null : OneLine.of(message);
        faults = faults.stream()
                .map(fault -> new Fault(OneLine.of(fault.id()), OneLine.of(fault.reason())))
                .toList();
        requireNonNull(duration, "duration");
    }

    /** Makes the report of a collection that was not chosen. */
    public static CollectionReport skipped(IntercomCollection collection) {
        return new CollectionReport(
                collection, Status.SKIPPED, null, 0, null, 0, null, null, 0, List.of(), 0, 0, 0, Duration.ZERO);
    }
}
