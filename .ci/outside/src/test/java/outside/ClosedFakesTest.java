package outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Each test has one fake, also in its constructor, and no port stays open. */
@FakeIntercomTest(contacts = 3)
class ClosedFakesTest {

    private static final List<Integer> PORTS = new ArrayList<>();

    private final FakeIntercom constructed;
    private FakeIntercom field;

    ClosedFakesTest(FakeIntercom constructed) {
        this.constructed = constructed;
    }

    @BeforeEach
    void note(FakeIntercom intercom) {
        PORTS.add(intercom.port());
    }

    @RepeatedTest(2)
    void has_one_fake(FakeIntercom intercom) throws IOException {
        assertThat(intercom).isSameAs(constructed).isSameAs(field);
        assertThat(intercom.truth().contacts()).hasSize(3);
        connect(intercom.port());
    }

    @Nested
    class Within {

        private final FakeIntercom inner;

        Within(FakeIntercom inner) {
            this.inner = inner;
        }

        @Test
        void has_the_same(FakeIntercom intercom) {
            assertThat(intercom).isSameAs(inner).isSameAs(constructed).isSameAs(field);
        }
    }

    @AfterAll
    static void all_are_closed() {
        for (int port : PORTS) {
            assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
        }
        assertThat(PORTS.size()).isGreaterThanOrEqualTo(2);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
