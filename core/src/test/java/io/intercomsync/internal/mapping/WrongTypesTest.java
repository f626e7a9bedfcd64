package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K63, K64: a value of a wrong type spoils its own column, is kept in {@code extra} and counted. */
class WrongTypesTest {
    private static final String PERSON = """
            text: role name email phone last_seen_ip email_domain language_override browser browser_version
              browser_language os android_app_name android_app_version android_device android_os_version
              android_sdk_version ios_app_name ios_app_version ios_device ios_os_version ios_sdk_version
            id: external_id user_id owner_id
            flag: anonymous unsubscribed_from_emails has_hard_bounced marked_email_as_spam
            integer: session_count
            time: created_at remote_created_at updated_at signed_up_at last_request_at last_seen_at last_replied_at
              last_contacted_at last_email_opened_at last_email_clicked_at android_last_seen_at ios_last_seen_at
            object: location location_data custom_attributes
            textOrObject: avatar user_agent_data
            list: companies segments tags social_profiles""";

    private static final Map<String, String> FIELDS = Map.of(
            "contact",
            PERSON,
            "company",
            """
            text: name website industry
            id: company_id
            integer: session_count user_count size
            decimal: monthly_spend
            time: created_at remote_created_at updated_at last_request_at
            object: custom_attributes
            textOrObject: plan
            list: tags segments""",
            "segment",
            """
            text: name person_type
            integer: count
            time: created_at updated_at""",
            "tag",
            "text: name",
            "admin",
            """
            text: name email type job_title distribution_method
            id: away_status_reason_id
            flag: away_mode_enabled away_mode_reassign has_inbox_seat
            integer: assignment_limit
            object: role team_priority_level admin_priority_level
            textOrObject: avatar
            list: team_ids admin_ids""",
            "conversation",
            """
            text: state title priority
            id: admin_assignee_id team_assignee_id
            flag: open read ai_agent_participated
            time: created_at updated_at waiting_since snoozed_until
            object: source conversation_message first_contact_reply customer_first_reply statistics conversation_rating
              sla_applied ai_agent custom_attributes ticket company channel
            idOrObject: user assignee
            list: tags contacts teammates linked_objects
            array: conversation_parts""",
            "conversation_part",
            """
            text: body part_type state app_package_code
            id: external_id
            flag: redacted
            time: created_at updated_at notified_at
            object: author event_details metadata email_message_metadata
            idOrObject: assigned_to
            list: attachments tags""",
            "social_profile",
            """
            text: name url username
            id: id""");

    /** The values that a column of each type cannot hold. */
    private static final Map<String, String> WRONG = Map.of(
            "text", "[42, 1.5, true, {}, [], {\"a\": 1}, [\"a\"]]",
            "id", "[1.5, true, {}, [], {\"a\": 1}, [\"a\"]]",
            "flag", "[0, 1.5, \"true\", \"\", {}, [], {\"a\": 1}, [true]]",
            "integer", "[1.5, \"one\", \"\", \"007\", 12345678901234567890, true, {}, [], {\"a\": 1}, [1]]",
            "decimal", "[\"much\", \"\", 1e2000000000, 1e-2000000000, true, {}, [], {\"a\": 1}, [1]]",
            "time", "[\"soon\", \"\", \"2024-13-01\", 1e300, 999999999999999999, true, {}, [], {\"a\": 1}, [1]]",
            "object", "[42, \"a\", \"\", true, [], [1]]",
            "textOrObject", "[42, true, [], [1]]",
            "idOrObject", "[1.5, true, [], [1]]",
            "list", "[42, \"a\", \"\", true, {\"a\": 1}, [true], [[]], {\"type\": \"list\", \"data\": [false]}]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact",
                "company",
                "segment",
                "tag",
                "admin",
                "conversation",
                "conversation_part",
                "social_profile"
            })
    void a_wrong_type_spoils_its_own_column_only_and_is_kept_and_counted(String kind) {
        Map<String, String> types = typesByField(kind);
        Map<String, Object> complete = new LinkedHashMap<>();
        types.forEach((field, type) -> complete.put(field, right(field, type)));
        complete.putIfAbsent("id", "1");
        assertThat(map(kind, complete).typeMismatches()).isZero();

        types.forEach((field, type) -> {
            Map<String, Object> without = new LinkedHashMap<>(complete);
            without.remove(field);
            MappedRecord absent = map(kind, without);
            for (Object wrong : wrong(type)) {
                Map<String, Object> spoilt = new LinkedHashMap<>(complete);
                spoilt.put(field, wrong);

                MappedRecord mapped = map(kind, spoilt);

                String what = kind + "." + field + " = " + Json.write(wrong);
                assertThat(mapped.typeMismatches()).as(what).isEqualTo(1);
                assertThat(withoutExtra(mapped)).as(what).isEqualTo(withoutExtra(absent));
                assertThat(mapped.children()).as(what).isEqualTo(absent.children());
                Map<String, Object> extra = new TreeMap<>(MappingSupport.extra(absent.record()));
                extra.put(field, Json.read(Json.write(wrong)));
                assertThat(MappingSupport.extra(mapped.record())).as(what).isEqualTo(extra);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact user",
                "contact contact",
                "company company",
                "segment segment",
                "tag tag",
                "admin admin",
                "conversation conversation",
                "conversation_part conversation_part",
                "social_profile social_profile"
            })
    void a_field_fills_the_column_of_its_name(String kindAndType) {
        String kind = kindAndType.split(" ", 2)[0];
        typesByField(kind).forEach((field, type) -> {
            Map<String, Object> alone =
                    new LinkedHashMap<>(Map.of("id", "1", "type", kindAndType.split(" ", 2)[1]));
            alone.put(field, right(field, type));

            Row row = MappingSupport.row(map(kind, alone).record());

            if (row.columns().stream().anyMatch(column -> column.name().equals(field))) {
                assertThat(row.value(field)).as(field).satisfies(value -> assertIsIn(value, right(field, type), type));
            }
        });
    }

    private static void assertIsIn(Object column, Object sent, String type) {
        switch (type) {
            case "text", "id", "flag", "integer" -> assertThat(column).isEqualTo(sent);
            case "decimal" -> assertThat(column).hasToString(sent.toString());
            case "time" -> assertThat(column).isEqualTo(Instant.ofEpochSecond((long) sent));
            case "object" -> assertThat(column).isEqualTo(Json.write(sent));
            default -> assertThat(column).isNotNull().isNotIn("[]", "{}");
        }
    }

    private static MappedRecord map(String kind, Map<String, Object> json) {
        return MappingSupport.map(kind, Json.write(json));
    }

    private static Map<String, String> typesByField(String kind) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String line : FIELDS.get(kind).replaceAll("\n  +", " ").split("\n", -1)) {
            String type = line.substring(0, line.indexOf(':'));
            Arrays.stream(line.substring(type.length() + 1).trim().split(" ", -1))
                    .forEach(field -> types.put(field, type));
        }
        return types;
    }

    private static Object right(String field, String type) {
        return switch (type) {
            case "text", "textOrObject" -> "a " + field;
            case "id", "idOrObject" -> "7";
            case "flag" -> true;
            case "integer", "decimal" -> 7L;
            case "time" -> 1_700_000_000L + field.length();
            case "object" -> Map.of("name", "a " + field);
            default -> field.endsWith("_ids") ? List.of("8") : List.of(Map.of("id", "8"));
        };
    }

    private static List<?> wrong(String type) {
        return type.equals("array") ? List.of(42L, "a", true) : (List<?>) Json.read(WRONG.get(type));
    }

    private static Map<String, Object> withoutExtra(MappedRecord mapped) {
        Row row = MappingSupport.row(mapped.record());
        Map<String, Object> values = new TreeMap<>();
        row.columns().forEach(column -> values.put(column.name(), row.value(column.name())));
        values.remove("extra");
        return values;
    }
}
