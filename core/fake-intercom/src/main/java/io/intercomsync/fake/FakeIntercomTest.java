package io.intercomsync.fake;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a JUnit 5 class a fake Intercom of its own and closes the fake after the test. The fake is passed
 * to parameters of type {@link FakeIntercom}: of the test, of the {@code @BeforeEach} and {@code @AfterEach} methods,
 * and of the constructor. It is also set in fields of that type that are not static.
 *
 * <pre>{@code
 * @FakeIntercomTest(contacts = 200)
 * class ReportTest {
 *     @Test
 *     void counts_users(FakeIntercom intercom) { ... }
 * }
 * }</pre>
 *
 * <p>No client reaches its rate limit. JUnit's API is an optional dependency of this library: bring JUnit 5.10 to 6.x.
 * An older version is refused.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(FakeIntercomExtension.class)
public @interface FakeIntercomTest {

    /** Sets the number of generated users and leads. */
    int contacts() default 0;

    /** Sets the number of generated companies. */
    int companies() default 0;

    /** Sets the number of generated conversations. */
    int conversations() default 0;

    /** Sets the seed of generated data. */
    long seed() default 1;

    /** Sets the time zone of the workspace. */
    String timezone() default "America/Los_Angeles";

    /** Sets the API version for requests that name none. */
    String apiVersion() default "2.16";
}
