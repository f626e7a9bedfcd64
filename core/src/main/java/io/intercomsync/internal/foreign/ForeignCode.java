package io.intercomsync.internal.foreign;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.SinkException;
import io.intercomsync.internal.value.OneLine;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import java.lang.reflect.Proxy;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Guards calls of code that the application brings. Such code may throw anything: an {@link Error}, or an undeclared
 * checked exception, as Kotlin, Groovy and Lombok allow. A guarded call throws this library's exceptions alone,
 * without the words of foreign ones, which may hold data.
 */
public final class ForeignCode {
    /** The shortest message of a cause that is left out; shorter ones occur in many messages by chance. */
    private static final int SHORTEST_WORDS = 4;

    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private static final List<Class<?>> ABILITIES =
            List.of(CheckpointingSink.class, ReadableSink.class, ReportingSink.class);

    /** The code whose messages may be repeated whole: this library's own sinks and stores. */
    private static final List<String> OWN_CODE =
            List.of("io.intercomsync.jdbc.", "io.intercomsync.hub.", "io.intercomsync.checkpoint.");

    private ForeignCode() {}

    /** Guards a sink with all its abilities. It throws nothing but {@link IntercomSyncException}. */
    public static Sink sink(Sink sink) {
        List<Class<?>> types = new ArrayList<>(List.of(Sink.class));
        ABILITIES.stream().filter(ability -> ability.isInstance(sink)).forEach(types::add);
        return (Sink) proxy(types, new ForeignCallHandler("sink", sink, failures(sink, SinkException::withoutWords)));
    }

    /** Guards a store of checkpoints. It throws nothing but {@link IntercomSyncException}. */
    public static CheckpointStore store(CheckpointStore store) {
        return (CheckpointStore) proxy(
                List.of(CheckpointStore.class),
                new ForeignCallHandler("checkpoint store", store, failures(store, CheckpointException::withoutWords)));
    }

    /** Guards a thread factory: it makes a thread or throws {@link ForeignCodeException}. */
    public static ThreadFactory threads(ThreadFactory threads) {
        return (ThreadFactory) proxy(
                List.of(ThreadFactory.class),
                new ForeignCallHandler("thread factory", threads, ForeignCodeException::new));
    }

    /** Guards a clock: it tells a time or throws {@link ForeignCodeException}. */
    public static Clock clock(Clock clock) {
        return new GuardedClock(clock);
    }

    private static Object proxy(List<Class<?>> types, ForeignCallHandler guard) {
        return Proxy.newProxyInstance(ForeignCode.class.getClassLoader(), types.toArray(Class<?>[]::new), guard);
    }

    /** @param silent makes an exception that does not repeat the message of its cause */
    private static BiFunction<String, Throwable, RuntimeException> failures(
            Object code, BiFunction<String, Throwable, RuntimeException> silent) {
        boolean isOurs = OWN_CODE.stream().anyMatch(code.getClass().getName()::startsWith);
        return (words, fault) -> {
            if (!(fault instanceof IntercomSyncException known)) {
                return silent.apply(words, fault);
            }
            String own = isOurs ? String.valueOf(known.getMessage()) : withoutWordsOfOthers(known);
            return own.equals(known.getMessage()) ? known : silent.apply(own, known);
        };
    }

    /**
     * Returns the message without the parts that repeat the messages of its causes: those of a database, for example.
     */
    private static String withoutWordsOfOthers(IntercomSyncException fault) {
        String own = String.valueOf(fault.getMessage());
        List<Throwable> causes = Causes.of(fault);
        for (Throwable cause : causes.subList(1, causes.size())) {
            String repeated = OneLine.of(String.valueOf(Causes.messageOf(cause)));
            if (!(cause instanceof IntercomSyncException) && repeated.length() >= SHORTEST_WORDS) {
                own = own.replace(repeated, cause.getClass().getName());
            }
        }
        return own;
    }

    /** Returns whether an interrupt caused the fault. The code may have forgotten to set the interrupt flag again. */
    public static boolean isInterrupt(Throwable fault) {
        return Causes.of(fault).stream()
                .anyMatch(
                        cause -> cause instanceof InterruptedException || cause instanceof ClosedByInterruptException);
    }

    /** Returns the message of a fault as one line; the name of its class if it has none. */
    public static String messageOf(Throwable fault) {
        String message = Causes.messageOf(fault);
        return OneLine.of(message == null ? fault.getClass().getName() : message);
    }

    /**
     * Reads the clock; the system's if the clock fails, or tells a time that no calendar has room for. For reports, and for
     * steps that must not fail.
     */
    public static Instant now(Clock clock) {
        try {
            Instant now = clock.instant();
            return now.isBefore(FIRST_TIME) || now.isAfter(LAST_TIME) ? Instant.now() : now;
        } catch (Throwable fault) { // the failure is reported where it matters
            return Instant.now();
        }
    }

    /** Returns the fault as an unchecked exception; throws an {@link Error}. */
    public static RuntimeException unchecked(@Nullable Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return fault instanceof RuntimeException exception
                ? exception
                : new ForeignCodeException(
                        "The run failed with a "
                                + (fault == null ? "fault" : fault.getClass().getName()),
                        fault == null ? new IllegalStateException() : fault);
    }
}
