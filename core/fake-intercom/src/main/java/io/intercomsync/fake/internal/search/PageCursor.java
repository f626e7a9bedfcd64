package io.intercomsync.fake.internal.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A position in a sorted result: after the record with that sort value and number. It does not know the records
 * before, so a record that changes meanwhile may come twice or not at all, as in Intercom.
 *
 * @param value a time in milliseconds, another number, or a text
 * @param page the number of the page that starts there
 */
public record PageCursor(Object value, int number, int page) {

    public String encode() {
        String json = FakeJson.write(Arrays.asList(value, number, page));
        return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }

    public static PageCursor decode(String text) {
        try {
            Object json = FakeJson.read(new String(Base64.getDecoder().decode(text), UTF_8));
            if (json instanceof List<?> list
                    && list.size() == 3
                    && list.get(0) != null
                    && list.get(1) instanceof Long number
                    && list.get(2) instanceof Long page) {
                return new PageCursor(list.get(0), number.intValue(), page.intValue());
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    static ApiError invalid() {
        return new ApiError(
                400,
                "client_error",
                "Invalid starting_after param. Please try again using a starting_after value from a paginated"
                        + " response");
    }
}
