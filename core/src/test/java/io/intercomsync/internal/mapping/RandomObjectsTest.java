package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.model.IntercomRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever JSON stands in whatever field, a record comes of it, and nothing that was sent is lost. */
class RandomObjectsTest {
    /** Every name that means something to a mapping, and some that mean nothing. */
    private static final List<String> NAMES = List.of("""
            id type role name email phone avatar image_url companies segments tags data contacts customers
            admins teammates social_profiles custom_attributes location location_data city country latitude
            user_agent_data browser os created_at updated_at last_request_at last_seen_at session_count
            external_id user_id owner_id anonymous unsubscribed_from_emails plan plan_id monthly_spend size
            website source conversation_message body author assignee admin_assignee_id team_assignee_id open
            read state statistics count_conversation_parts conversation_parts total_count has_more url
            conversation_rating rating first_contact_reply customer_first_reply user assigned_to attachments
            redacted event_details metadata person_type count team_ids admin_ids extra new_field linked_objects
            company channel""".split("\\s+", -1));

    private int unique = 1_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"contact", "company", "segment", "tag", "admin", "conversation"})
    void a_record_comes_of_any_object_and_no_value_is_lost(String kind) {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Map<String, Object> json = object(random, 3, 25);
            if (random.nextInt(10) > 0) {
                json.put("id", text());
            }

            MappedRecord mapped;
            try {
                mapped = MappingSupport.map(kind, Json.write(json));
            } catch (UnreadableRecordException e) {
                assertThat(isId(json.get("id"))).as("seed %s: %s", seed, json).isFalse();
                continue;
            }

            Set<String> found = valuesOf(mapped);
            assertFound(json, found, "", kind + ", seed " + seed);
        }
    }

    private static boolean isId(Object value) {
        return value instanceof Number number ? !(number instanceof BigDecimal) : value instanceof String;
    }

    private void assertFound(Object sent, Set<String> found, String path, String what) {
        if (sent instanceof Map<?, ?> map) {
            map.forEach((name, value) -> assertFound(value, found, path + "." + name, what));
        } else if (sent instanceof List<?> list) {
            list.forEach(item -> assertFound(item, found, path + "[]", what));
        } else if (sent instanceof String || sent instanceof Number) {
            boolean isFound = found.contains(canonical(sent))
                    || found.contains(String.valueOf(IntercomTime.read(sent)))
                    || mayBeLeftOut(path);
            assertThat(isFound).as("%s: %s = %s", what, path, sent).isTrue();
        }
    }

    /** Leaves out empty values, and the members of a list object that only say that the list is complete. */
    private static boolean mayBeLeftOut(String path) {
        return path.matches(".*\\.(type|url)") && path.split("\\.", -1).length > 2;
    }

    private static Set<String> valuesOf(MappedRecord mapped) {
        Set<String> values = new HashSet<>();
        List<IntercomRecord> records = new ArrayList<>(mapped.children());
        records.add(mapped.record());
        for (IntercomRecord record : records) {
            Row row = MappingSupport.row(record);
            row.columns().forEach(column -> {
                Object value = row.value(column.name());
                collect(column.type() == ColumnType.JSON && value != null ? Json.read((String) value) : value, values);
            });
        }
        return values;
    }

    private static void collect(Object value, Set<String> values) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(member -> collect(member, values));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, values));
        } else if (value != null) {
            values.add(canonical(value));
        }
    }

    private static String canonical(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    private Map<String, Object> object(Random random, int depth, int most) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
        }
        return object;
    }

    /** Texts and numbers are different in each place, so that none can be found in place of another. */
    private Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (long) unique++;
            case 3 -> BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(unique++));
            case 4 -> new BigDecimal(unique++ + "." + random.nextInt(1_000) + "5");
            case 5 -> String.valueOf(unique++);
            case 6, 7 -> text();
            case 8, 9 -> {
                Object[] items = new Object[random.nextInt(4)];
                Arrays.setAll(items, i -> value(random, depth - 1));
                yield Arrays.asList(items);
            }
            default -> object(random, depth - 1, 6);
        };
    }

    private String text() {
        return "text " + unique++;
    }
}
