package io.intercomsync.hostile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of all methods of the application's code, and throws once, at the n-th call: a fault that may be of any
 * type, since Kotlin declares none.
 */
final class NthCall {
    private static final List<IntFunction<Throwable>> FAULTS = List.of(
            n -> new IllegalStateException("words " + n),
            n -> new SQLException("words " + n),
            n -> new StackOverflowError("words " + n),
            n -> new OutOfMemoryError("words " + n),
            n -> new InterruptedException("words " + n),
            n -> new UnreadableException(),
            n -> new ThreadDeath());

    private final int n;
    private final Throwable fault;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<@Nullable String> failed = new AtomicReference<>();

    NthCall(int n) {
        this.n = n;
        this.fault = FAULTS.get(Math.floorMod(n, FAULTS.size())).apply(n);
    }

    /** An exception whose own methods throw. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new NoClassDefFoundError();
        }
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
        return failed.get();
    }

    int calls() {
        return calls.get();
    }

    /** Guards code with all these interfaces. */
    @SuppressWarnings("unchecked")
    <T> T of(Object code, Class<T> type, Class<?>... more) {
        Class<?>[] types = Stream.concat(Stream.of(type), Stream.of(more)).toArray(Class<?>[]::new);
        return (T) Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(code, arguments);
            }
            call(method.getName());
            try {
                Object result = method.invoke(code, arguments);
                return result instanceof Stream<?> stream ? watched(method.getName(), stream) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private Stream<?> watched(String method, Stream<?> stream) {
        return stream.peek(element -> call(method + " element")).onClose(() -> call(method + " close"));
    }

    private void call(String method) {
        if (calls.getAndIncrement() == n) {
            failed.set(method);
            NthCall.<RuntimeException>sneak(fault);
        }
    }

    @SuppressWarnings("unchecked") // so that a checked exception comes where none is declared
    private static <E extends Throwable> void sneak(Throwable fault) throws E {
        throw (E) fault;
    }
}
