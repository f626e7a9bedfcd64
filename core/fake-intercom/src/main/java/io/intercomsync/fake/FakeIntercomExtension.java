package io.intercomsync.fake;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.ZoneId;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Starts a fake for a test when the test first needs it. JUnit's store of the test closes it. It works with all
 * versions of JUnit from 5.10 on; comments below name the differences.
 */
final class FakeIntercomExtension
        implements ParameterResolver, TestInstancePreConstructCallback, BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FakeIntercom.class);
    /** A type that JUnit has had since 5.10. */
    private static final String SINCE_5_10 = "org.junit.jupiter.api.extension.AnnotatedElementContext";

    FakeIntercomExtension() {
        refuseOlderThan(SINCE_5_10);
    }

    /** Throws if JUnit does not have that type yet. */
    static void refuseOlderThan(String type) {
        try {
            Class.forName(type, false, ParameterResolver.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            String found = ParameterResolver.class.getPackage().getImplementationVersion();
            throw new IllegalStateException(
                    "@FakeIntercomTest needs JUnit 5.10 or newer and found " + (found == null ? "an older one" : found)
                            + ". Use a newer JUnit, or start the fake yourself with FakeIntercom.builder().start()",
                    e);
        }
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Closes what waits for a test whose constructor failed, so that no other test is given it. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        if (factory.getOuterInstance().isEmpty()) {
            Running waiting = takeWaiting(context);
            if (waiting != null) {
                waiting.close();
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Running waiting = takeWaiting(context);
        if (waiting != null) {
            context.getStore(NAMESPACE).put(context.getUniqueId(), waiting);
        }
        eachField(context, (field, instance) -> {
            if (get(field, instance) == null) {
                set(field, instance, fake(context));
            }
        });
    }

    /** Empties the fields of an instance that serves further tests: each of them is to have a fake of its own. */
    @Override
    public void afterEach(ExtensionContext context) {
        Running running = running(context);
        if (running != null && isShared(context)) {
            eachField(context, (field, instance) -> {
                if (get(field, instance) == running.intercom()) {
                    set(field, instance, null);
                }
            });
        }
    }

    private static boolean isShared(ExtensionContext context) {
        return context.getTestInstanceLifecycle()
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
    }

    private static void eachField(ExtensionContext context, BiConsumer<Field, Object> action) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Class<?> type = instance.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getType() == FakeIntercom.class && !Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        action.accept(field, instance);
                    }
                }
            }
        }
    }

    private static @Nullable Object get(Field field, Object instance) {
        try {
            return field.get(instance);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    private static void set(Field field, Object instance, @Nullable FakeIntercom intercom) {
        try {
            field.set(instance, intercom);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot set " + field, e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeIntercom.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean isEarly = parameter.getDeclaringExecutable() instanceof Constructor
                && context.getTestMethod().isEmpty()
                && !isShared(context);
        return isEarly ? waiting(context) : fake(context);
    }

    /** Before 5.12, a constructor runs before its test has a store: the fake waits on the thread until it has one. */
    private static FakeIntercom waiting(ExtensionContext context) {
        return intercom(context.getRoot().getStore(NAMESPACE), Thread.currentThread(), context);
    }

    private static @Nullable Running takeWaiting(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).remove(Thread.currentThread(), Running.class);
    }

    private static FakeIntercom fake(ExtensionContext context) {
        return intercom(context.getStore(NAMESPACE), context.getUniqueId(), context);
    }

    private static @Nullable Running running(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(context.getUniqueId(), Running.class);
    }

    /** The fake under the key, started if there is none. A key is of one thread at a time. */
    private static FakeIntercom intercom(Store store, Object key, ExtensionContext context) {
        Running running = store.get(key, Running.class);
        if (running == null) {
            running = new Running(start(context));
            store.put(key, running);
        }
        return running.intercom();
    }

    private static FakeIntercom start(ExtensionContext context) {
        FakeIntercomTest wanted = annotation(context.getRequiredTestClass());
        return FakeIntercom.builder()
                .contacts(wanted.contacts())
                .companies(wanted.companies())
                .conversations(wanted.conversations())
                .seed(wanted.seed())
                .timezone(ZoneId.of(wanted.timezone()))
                .apiVersion(wanted.apiVersion())
                .unthrottled()
                .start();
    }

    /** The annotation of the class, or of the nearest class around it. */
    private static FakeIntercomTest annotation(Class<?> test) {
        FakeIntercomTest found = test.getAnnotation(FakeIntercomTest.class);
        Class<?> around = test.getEnclosingClass();
        if (found == null && around == null) {
            throw new IllegalStateException(test + " is not annotated with @FakeIntercomTest");
        }
        return found == null ? annotation(around) : found;
    }

    /** JUnit's store closes what it holds when the test is over: up to 5.12 the one type, from 5.13 on the other. */
    @SuppressWarnings("deprecation")
    private record Running(FakeIntercom intercom) implements AutoCloseable, Store.CloseableResource {

        @Override
        public void close() {
            intercom.close();
        }
    }
}
