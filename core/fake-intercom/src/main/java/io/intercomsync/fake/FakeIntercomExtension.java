package io.intercomsync.fake;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.ZoneId;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a fake for a test when it is first needed and leaves closing it to JUnit's store of that test. */
final class FakeIntercomExtension implements ParameterResolver, BeforeEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FakeIntercom.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Class<?> type = instance.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    fill(field, instance, context);
                }
            }
        }
    }

    private static void fill(Field field, Object instance, ExtensionContext context) throws IllegalAccessException {
        if (field.getType() == FakeIntercom.class && !Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            if (field.get(instance) == null) {
                field.set(instance, fake(context));
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeIntercom.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fake(context);
    }

    private static FakeIntercom fake(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), any -> new Running(start(context)), Running.class)
                .intercom();
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

    /** JUnit's store closes what it holds when the test is over. */
    private record Running(FakeIntercom intercom) implements AutoCloseable {

        @Override
        public void close() {
            intercom.close();
        }
    }
}
