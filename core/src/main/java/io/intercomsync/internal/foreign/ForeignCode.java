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
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Guards calls of code that the application brings. Such code may throw anything: an {@link Error}, or an undeclared
 * checked exception, as Kotlin, Groovy and Lombok allow. A guarded call throws this library's exceptions alone,
 * without the words of foreign ones, which may hold data.
 */
public final class ForeignCode {
    /** The most causes that are looked at, since causes may lead in a circle. */
    private static final int DEEPEST_CAUSE = 20;

    /** The shortest message of a cause that is left out; shorter ones occur in many messages by chance. */
    private static final int SHORTEST_WORDS = 4;

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
        for (Throwable cause : causes(fault).skip(1).toList()) {
            String repeated = OneLine.of(String.valueOf(cause.getMessage()));
            if (!(cause instanceof IntercomSyncException) && repeated.length() >= SHORTEST_WORDS) {
                own = own.replace(repeated, cause.getClass().getName());
            }
        }
        return own;
    }

    /** Returns whether an interrupt caused the fault. The code may have forgotten to set the interrupt flag again. */
    public static boolean isInterrupt(Throwable fault) {
        return causes(fault)
                .anyMatch(
                        cause -> cause instanceof InterruptedException || cause instanceof ClosedByInterruptException);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE);
    }

    /** Reads the clock; the system's if the clock fails. For reports, and for steps that must not fail. */
    public static Instant now(Clock clock) {
        try {
            return clock.instant();
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
