package io.intercomsync.hub.faults;

import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of what an application brings to a flush, and throws once, at the n-th call: a fault that may be of any type,
 * since Kotlin declares none.
 */
final class FaultyWarehouse {
    private static final List<IntFunction<Throwable>> FAULTS = List.of(
            n -> new IllegalStateException("words " + n),
            n -> new SQLException("words " + n),
            n -> new StackOverflowError("words " + n),
            n -> new OutOfMemoryError("words " + n),
            n -> new InterruptedException("words " + n),
            n -> new NoClassDefFoundError("words " + n));

    private final Throwable fault;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int n = Integer.MAX_VALUE;
    private volatile @Nullable String failed;

    FaultyWarehouse(int kind) {
        fault = FAULTS.get(Math.floorMod(kind, FAULTS.size())).apply(kind);
    }

    /** From now on the n-th call fails, counted from 0. Returns the number of calls before. */
    int failAt(int nth) {
        n = nth;
        return calls.getAndSet(0);
    }

    /** Returns the names of the types by which a report may name the fault. A proxy wraps an undeclared exception. */
    List<String> types() {
        return List.of(fault.getClass().getName(), UndeclaredThrowableException.class.getName());
    }

    boolean isInterrupt() {
        return fault instanceof InterruptedException;
    }

    /** Returns the method that failed; {@code null} if none did. */
    @Nullable
    String failed() {
        return failed;
    }

    /** Returns a sink with all abilities. */
    Sink able(Object sink) {
        return (Sink) proxy(sink, CheckpointingSink.class, ReadableSink.class, ReportingSink.class);
    }

    /** Returns a sink that only writes. */
    Sink plain(Sink sink) {
        return (Sink) proxy(sink, Sink.class);
    }

    Object proxy(Object code, Class<?>... types) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(code, arguments);
            }
            call(method.getName());
            try {
                Object result = method.invoke(code, arguments);
                return result instanceof Stream<?> stream
                        ? stream.peek(element -> call("element")).onClose(() -> call("close"))
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    void call(String method) {
        if (calls.getAndIncrement() == n) {
            failed = method;
            FaultyWarehouse.<RuntimeException>sneak(fault);
        }
    }

    @SuppressWarnings("unchecked") // so that a checked exception comes where none is declared
    private static <E extends Throwable> void sneak(Throwable fault) throws E {
        throw (E) fault;
    }
}
