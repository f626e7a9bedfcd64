package io.intercomsync.internal.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.error.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report says "Run again later" where the same read may go well another time. */
class ReadFailureTextTest {

    @ParameterizedTest
    @CsvSource({
        "200, true", // an answer that cannot be read
        "400, false",
        "404, false",
        "408, true",
        "409, true",
        "429, true",
        "500, true"
    })
    void a_failure_that_may_pass_has_the_advice_to_run_again(int status, boolean mayPass) {
        ApiException failure = new ApiException("GET /tags failed (HTTP " + status + ")", status, null, null, null);

        String text = ReadFailureText.explain(failure, "Read tags");

        assertThat(text.endsWith(". Run again later: what is stored stays"))
                .as(text)
                .isEqualTo(mayPass);
    }
}
