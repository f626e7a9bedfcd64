package io.intercomsync.internal.foreign;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Passes calls on to foreign code and turns its exceptions into this library's.
 *
 * @param kind the name of the code in messages
 * @param code the foreign code
 * @param failures makes the exception from a message and a cause
 */
record ForeignCallHandler(String kind, Object code, BiFunction<String, Throwable, RuntimeException> failures)
        implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        Object result = call(method.getName(), () -> method.invoke(code, arguments));
        if (result instanceof Stream<?> stream) {
            return guarded(method.getName(), stream);
        }
        if (result == null && method.getReturnType() != void.class && method.getDeclaringClass() != Object.class) {
            throw failures.apply(words(method.getName(), "returned null"), new NullPointerException(method.getName()));
        }
        return result;
    }

    private <T> T call(String method, Callable<T> call) {
        try {
            return call.call();
        } catch (Throwable e) {
            Throwable fault = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            throw failures.apply(
                    words(method, "failed with a " + fault.getClass().getName()), fault);
        }
    }

    private String words(String method, String what) {
        return "The " + kind + " failed: its method " + method + " " + what;
    }

    /** Guards the elements of a stream, which runs foreign code for each of them. */
    private Stream<?> guarded(String method, Stream<?> stream) {
        Iterator<?> elements = call(method, stream::iterator);
        Iterator<Object> careful = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return call(method, elements::hasNext);
            }

            @Override
            public Object next() {
                return call(method, elements::next);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(careful, Spliterator.ORDERED), false)
                .onClose(() -> call(method, () -> {
                    stream.close();
                    return true;
                }));
    }
}
