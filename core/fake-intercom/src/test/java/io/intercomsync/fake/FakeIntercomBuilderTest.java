package io.intercomsync.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeIntercomBuilderTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, 99_999})
    void refuses_what_is_no_port(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeIntercom.builder().port(port))
                .withMessage("port must be from 0 to 65535: " + port);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void names_the_port_that_another_program_has_and_shows_no_type_of_its_server(boolean isFast) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FakeIntercomBuilder builder = FakeIntercom.builder().port(other.getLocalPort());

            Throwable failure = catchThrowable((isFast ? builder.fast() : builder)::start);

            assertThat(failure)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Cannot listen on port " + other.getLocalPort());
            assertThat(Stream.iterate(failure, each -> each != null, Throwable::getCause))
                    .extracting(each -> each.getClass().getPackageName())
                    .allMatch(name -> name.startsWith("java."));
        }
    }

    @Test
    void takes_a_time_that_no_date_is_away_as_for_ever() {
        try (FakeIntercom fake = FakeIntercom.builder()
                .indexDelay(ChronoUnit.FOREVER.getDuration())
                .start()) {
            fake.contact("u");

            assertThat(new TestClient(fake).get("/contacts").body()).contains("\"total_count\":0");
        }
        FakeIntercom.builder().latency(ChronoUnit.FOREVER.getDuration()).start().close();
    }

    @Test
    void names_what_is_null_at_once() {
        FakeIntercomBuilder builder = FakeIntercom.builder();

        assertThatNullPointerException()
                .isThrownBy(() -> builder.apiVersion(null))
                .withMessage("apiVersion");
        assertThatNullPointerException().isThrownBy(() -> builder.latency(null)).withMessage("latency");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.indexDelay(null))
                .withMessage("indexDelay");
    }
}
