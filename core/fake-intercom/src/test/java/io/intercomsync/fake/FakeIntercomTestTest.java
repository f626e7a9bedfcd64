package io.intercomsync.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@FakeIntercomTest(contacts = 3)
@TestMethodOrder(MethodOrderer.MethodName.class)
class FakeIntercomTestTest {

    private static @Nullable FakeIntercom former;

    private FakeIntercom field;
    private FakeIntercom prepared;

    @BeforeEach
    void prepare(FakeIntercom intercom) {
        prepared = intercom.tag("t", "T");
    }

    @Test
    void a_gives_one_fake_to_parameters_and_fields(FakeIntercom intercom) {
        assertThat(intercom).isSameAs(field).isSameAs(prepared);
        assertThat(intercom.truth().counts().users() + intercom.truth().counts().leads())
                .isEqualTo(3);
        former = intercom;
    }

    @Test
    void b_gives_each_test_its_own_and_closes_the_former(FakeIntercom intercom) {
        assertThat(former).isNotNull().isNotSameAs(intercom);
        assertThatThrownBy(() -> new TestClient(former).get("/tags")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refuses_a_junit_that_is_too_old() {
        assertThatThrownBy(() -> FakeIntercomExtension.refuseOlderThan("org.junit.jupiter.api.OfAnotherYear"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs JUnit 5.10 or newer and found 5.");
    }

    @Nested
    class Within {

        @Test
        void is_there_too(FakeIntercom intercom) {
            assertThat(intercom).isSameAs(prepared);
        }
    }
}
