package io.intercomsync.fake;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a JUnit 5 class a fake Intercom of its own, closed after the test: to parameters of type
 * {@link FakeIntercom} of the test, of its {@code @BeforeEach} and {@code @AfterEach} methods and of the constructor, and
 * to fields of that type that are not static.
 *
 * <pre>{@code
 * @FakeIntercomTest(contacts = 200)
 * class ReportTest {
 *     @Test
 *     void counts_users(FakeIntercom intercom) { ... }
 * }
 * }</pre>
 *
 * <p>It takes no time to be throttled: its limit is out of reach. JUnit's API is an optional dependency of this library, and
 * is to be 5.10 or newer, up to 6.x. An older one is refused.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(FakeIntercomExtension.class)
public @interface FakeIntercomTest {

    /** Generated users and leads. */
    int contacts() default 0;

    /** Generated companies. */
    int companies() default 0;

    /** Generated conversations. */
    int conversations() default 0;

    /** What generated data depends on, beside the sizes. */
    long seed() default 1;

    /** The zone of the workspace. */
    String timezone() default "America/Los_Angeles";

    /** The version for requests that name none. */
    String apiVersion() default "2.16";
}
