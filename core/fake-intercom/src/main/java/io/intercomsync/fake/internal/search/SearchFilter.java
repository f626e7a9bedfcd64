package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.generate.Timestamps;
import io.intercomsync.fake.internal.json.FakeJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns the query of a search into a test of records, or refuses it. */
final class SearchFilter {

    private static final int MOST_LEVELS = 2;
    private static final int MOST_IN_GROUP = 15;
    private static final Set<String> OPERATORS =
            Set.of("=", "!=", "IN", "NIN", ">", "<", ">=", "<=", "~", "!~", "^", "$");

    private final SearchFields fields;
    private final ServedVersion version;

    SearchFilter(SearchFields fields, ServedVersion version) {
        this.fields = fields;
        this.version = version;
    }

    IntPredicate of(@Nullable Object query) {
        if (!(query instanceof Map<?, ?>)) {
            throw new ApiError(400, "parameter_missing", "query is required");
        }
        return any(query, 0);
    }

    private IntPredicate any(@Nullable Object query, int level) {
        Object operator = FakeJson.get(query, "operator");
        if ("AND".equals(operator) || "OR".equals(operator)) {
            return group("AND".equals(operator), FakeJson.get(query, "value"), level + 1);
        }
        if (!(FakeJson.get(query, "field") instanceof String field)) {
            throw new ApiError(400, "parameter_missing", "field is required");
        }
        if (!(operator instanceof String known) || !OPERATORS.contains(known)) {
            throw ApiError.invalid("operator is not valid: " + operator);
        }
        return single(field, known, FakeJson.get(query, "value"));
    }

    private IntPredicate group(boolean all, @Nullable Object value, int level) {
        if (level > MOST_LEVELS) {
            throw ApiError.invalid("A query can be nested at most " + MOST_LEVELS + " levels deep");
        }
        if (!(value instanceof List<?> filters) || filters.isEmpty() || filters.size() > MOST_IN_GROUP) {
            throw ApiError.invalid("A group takes 1 to " + MOST_IN_GROUP + " filters");
        }
        List<IntPredicate> tests = new ArrayList<>();
        filters.forEach(filter -> tests.add(any(filter, level)));
        return tests.stream().reduce(all ? IntPredicate::and : IntPredicate::or).orElseThrow();
    }

    private IntPredicate single(String field, String operator, @Nullable Object value) {
        return switch (fields.kind(field)) {
            case TIME -> time(field, operator, value);
            case IDS -> ids(field, operator, value);
            case NUMBER, TEXT, FLAG -> scalar(field, operator, value);
        };
    }

    private IntPredicate time(String field, String operator, @Nullable Object value) {
        SecondRange span = span(field, operator, value);
        LongPredicate test = span == null ? among(field, operator, value) : span::contains;
        return number -> {
            Long seconds = Timestamps.seconds(fields.value(number, field));
            return seconds == null ? operator.equals("!=") || operator.equals("NIN") : test.test(seconds);
        };
    }

    /** Returns the times that a comparison finds; null if they are not one range. */
    @Nullable
    SecondRange span(String field, String operator, @Nullable Object value) {
        ZoneId zone = fields.dayZone(field, version);
        if (zone == null) {
            return List.of("IN", "NIN", "!=").contains(operator)
                    ? null
                    : exactly(operator, seconds(value), seconds(value));
        }
        if (!List.of("=", ">", "<").contains(operator)) {
            throw ApiError.invalid("operator " + operator + " is not supported for the date field " + field);
        }
        LocalDate day = Instant.ofEpochSecond(seconds(value)).atZone(zone).toLocalDate();
        return exactly(
                operator,
                day.atStartOfDay(zone).toEpochSecond(),
                day.plusDays(1).atStartOfDay(zone).toEpochSecond() - 1);
    }

    private static SecondRange exactly(String operator, long first, long last) {
        return switch (operator) {
            case "=" -> new SecondRange(first, last);
            case ">" -> new SecondRange(last + 1, Long.MAX_VALUE);
            case "<" -> new SecondRange(Long.MIN_VALUE, first - 1);
            case ">=" -> new SecondRange(first, Long.MAX_VALUE);
            case "<=" -> new SecondRange(Long.MIN_VALUE, last);
            default -> throw ApiError.invalid("operator " + operator + " is not supported for a date");
        };
    }

    private static LongPredicate among(String field, String operator, @Nullable Object value) {
        if (operator.equals("!=") && value instanceof List<?>) {
            throw ApiError.invalid("value of " + field + " must be one date");
        }
        List<Long> asked = values(value).stream().map(SearchFilter::seconds).toList();
        return seconds -> asked.contains(seconds) == operator.equals("IN");
    }

    private static long seconds(@Nullable Object value) {
        if (!String.valueOf(value).matches("-?\\d{1,18}")) {
            throw ApiError.invalid("value of a date must be a Unix timestamp: " + value);
        }
        return Long.parseLong(String.valueOf(value));
    }

    private IntPredicate ids(String field, String operator, @Nullable Object value) {
        if (field.equals("tag_id") && !operator.equals("=") && !operator.equals("!=")) {
            throw ApiError.invalid("operator " + operator + " is not supported for tag_id");
        }
        boolean isMember = operator.equals("=") || operator.equals("IN");
        if (!isMember && !operator.equals("!=") && !operator.equals("NIN")) {
            throw ApiError.invalid("operator " + operator + " is not supported for " + field);
        }
        IntPredicate hasAny =
                fields.hasAny(field, values(value).stream().map(String::valueOf).toList());
        return isMember ? hasAny : hasAny.negate();
    }

    private IntPredicate scalar(String field, String operator, @Nullable Object value) {
        boolean isText = fields.kind(field) == SearchFields.Kind.TEXT;
        if (isText && Set.of(">=", "<=").contains(operator)) {
            throw ApiError.invalid("operator " + operator + " is not supported for " + field);
        }
        Predicate<Object> test = scalarTest(operator, value);
        boolean ofNothing = switch (operator) {
            case "=" -> value == null;
            case "IN" -> values(value).contains(null);
            case "!=", "!~" -> value != null;
            case "NIN" -> !values(value).contains(null);
            default -> false;
        };
        return number -> {
            Object held = fields.value(number, field);
            return held == null ? ofNothing : test.test(held);
        };
    }

    private static Predicate<Object> scalarTest(String operator, @Nullable Object value) {
        String text = String.valueOf(value).toLowerCase(Locale.ROOT);
        return switch (operator) {
            case "=" -> held -> value != null && compare(held, value) == 0;
            case "!=" -> held -> value == null || compare(held, value) != 0;
            case "IN" -> held -> isAmong(held, values(value));
            case "NIN" -> held -> !isAmong(held, values(value));
            case ">" -> held -> value != null && compare(held, value) > 0;
            case "<" -> held -> value != null && compare(held, value) < 0;
            case ">=" -> held -> value != null && compare(held, value) >= 0;
            case "<=" -> held -> value != null && compare(held, value) <= 0;
            case "~" -> held -> lower(held).contains(text);
            case "!~" -> held -> !lower(held).contains(text);
            case "^" -> held -> lower(held).startsWith(text);
            default -> held -> lower(held).endsWith(text);
        };
    }

    private static String lower(Object held) {
        return held.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isAmong(Object held, List<?> values) {
        return values.stream().anyMatch(value -> value != null && compare(held, value) == 0);
    }

    /** Compares two numbers, or texts of digits, as numbers, and anything else as text. */
    static int compare(Object one, Object other) {
        if (one instanceof Long oneLong && other instanceof Long otherLong) {
            return oneLong.compareTo(otherLong);
        }
        BigDecimal oneNumber = decimal(one);
        BigDecimal otherNumber = decimal(other);
        return oneNumber != null && otherNumber != null
                ? oneNumber.compareTo(otherNumber)
                : one.toString().compareTo(other.toString());
    }

    private static @Nullable BigDecimal decimal(Object value) {
        String text = value.toString();
        return text.matches("-?\\d{1,30}(\\.\\d{1,30})?") ? new BigDecimal(text) : null;
    }

    private static List<?> values(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        List<Object> one = new ArrayList<>();
        one.add(value);
        return one;
    }
}
