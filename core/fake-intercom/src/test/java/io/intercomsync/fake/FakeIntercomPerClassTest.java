package io.intercomsync.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One test instance serves all tests, and its fields still get a new fake for each test. */
@FakeIntercomTest
@TestInstance(Lifecycle.PER_CLASS)
class FakeIntercomPerClassTest {

    private final FakeIntercom constructed;
    private final List<FakeIntercom> seen = new ArrayList<>();
    private FakeIntercom field;

    FakeIntercomPerClassTest(FakeIntercom constructed) {
        this.constructed = constructed;
    }

    @BeforeEach
    void note(FakeIntercom intercom) {
        assertThat(field).isSameAs(intercom).isNotSameAs(constructed);
        seen.add(field);
    }

    @RepeatedTest(2)
    void has_an_open_fake_of_its_own() {
        assertThat(new TestClient(field).get("/tags").statusCode()).isEqualTo(200);
        assertThat(new TestClient(constructed).get("/tags").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void each_had_another() {
        assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    }
}
