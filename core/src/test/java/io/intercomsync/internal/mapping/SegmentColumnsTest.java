package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.collection.SegmentProperties;
import io.intercomsync.internal.json.Json;
import io.intercomsync.model.IntercomRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Objects of API 1.x and 2.x fill the columns that Segment documents. */
class SegmentColumnsTest {
    private static final String USER_1 = """
            {"type":"user","id":"530370b477ad7120001d","user_id":"25","email":"wash@serenity.io","phone":"+1234567890",
             "name":"Hoban Washburne","remote_created_at":1392731331,"signed_up_at":1392731331,"updated_at":1392734388,
             "session_count":0,"last_seen_ip":"1.2.3.4","unsubscribed_from_emails":false,"last_request_at":1397574667,
             "created_at":1392734388,"user_agent_data":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.9",
             "custom_attributes":{"truthy_typed":true,"floatly_typed":155.5,"stringly_typed":"data",
              "dately_typed_at":1397574667,"longly_typed":221397574667,"intly_typed":1,"nully_typed":null},
             "avatar":{"type":"avatar","image_url":"http://example.org/128Wash.jpg"},
             "location_data":{"type":"location_data","city_name":"Dublin","continent_code":"EU","country_code":"IRL",
              "country_name":"Ireland","latitude":53.159233,"longitude":-6.723,"postal_code":null,
              "region_name":"Dublin","timezone":"Europe/Dublin"},
             "social_profiles":{"type":"social_profile.list","social_profiles":[{"name":"Twitter","id":"1235d3213",
              "username":"th1sland","url":"http://twitter.com/th1sland"}]},
             "companies":{"type":"company.list","companies":[{"id":"530370b477ad7120001e"}]},
             "segments":{"type":"segment.list","segments":[{"id":"5310d8e7598c9a0b24000002"}]},
             "tags":{"type":"tag.list","tags":[{"id":"202"}]},
             "pseudonym":null,"referrer":"https://example.org","utm_source":null,"app_id":"abc"}""";

    private static final String CONTACT_2 = """
            {"type":"contact","id":"6762f0d01bb69f9f2193bb7d","workspace_id":"ws","external_id":"70","role":"user",
             "email":"joe@bloggs.com","phone":"+353871234567","name":"Joe Bloggs","avatar":"https://example.org/joe.png",
             "owner_id":127,"social_profiles":{"type":"list","data":[{"type":"social_profile","name":"Twitter",
              "url":"http://twitter.com/th1sland"}]},"has_hard_bounced":false,"marked_email_as_spam":false,
             "unsubscribed_from_emails":false,"created_at":1734537424,"updated_at":1734537425,"signed_up_at":1734537426,
             "last_seen_at":1734537427,"browser":"chrome","browser_version":"77.0.3865.90","browser_language":"en",
             "os":"OS X 10.14.6","location":{"type":"location","country":"Ireland","region":"Leinster","city":"Dublin",
              "country_code":"IRL","continent_code":"EU"},"custom_attributes":{"paid":true},
             "tags":{"type":"list","data":[{"type":"tag","id":"202","url":"/tags/202"}],"url":"/contacts/6/tags",
              "total_count":1,"has_more":false},"companies":{"type":"list","data":[{"type":"company","id":"7",
              "url":"/companies/7"}],"url":"/contacts/6/companies","total_count":1,"has_more":false},
             "segments":[{"type":"segment","id":"8","name":"Active"}],"utm_campaign":null}""";

    private static final String CONVERSATION_1 = """
            {"type":"conversation","id":"5143511111","created_at":1466703132,"updated_at":1468236397,
             "waiting_since":1468236397,"conversation_message":{"type":"conversation_message","id":"33954111",
              "subject":"Email subject","body":"<p>test</p>","delivered_as":"customer_initiated",
              "author":{"type":"lead","id":"576c1a139d0baad1010011111"},"attachments":[{"type":"upload",
               "name":"123.csv","url":"https://downloads.example.org/123.csv","content_type":"text/csv","filesize":147,
               "width":null,"height":null}],"url":"https://intercom.com/"},
             "user":{"type":"user","id":"576c1a139d0baad1010001111"},"assignee":{"type":"admin","id":"358111"},
             "customer_first_reply":{"created_at":1468236397,"type":"conversation","url":"https://someurl"},
             "conversation_parts":{"type":"conversation_part.list","conversation_parts":[{"type":"conversation_part",
              "id":"142533411","part_type":"comment","body":"<p>dm-9187</p>","created_at":1468031160,
              "updated_at":1468031160,"notified_at":1468031160,"assigned_to":"358111",
              "author":{"type":"user","id":"576c1a139d0baad1010001111"},"attachments":[],"external_id":null}],
             "total_count":1},"open":true,"read":false,"state":"open",
             "tags":{"type":"tag.list","tags":[{"type":"tag","id":"123","name":"Tag 1"}]}}""";

    private static final String CONVERSATION_2 = """
            {"type":"conversation","id":"503","created_at":1734537511,"updated_at":1734537512,
             "source":{"type":"conversation","id":"403918334","delivered_as":"admin_initiated","subject":"",
              "body":"<p>this is the message body</p>","author":{"type":"admin","id":"991267645",
               "name":"Ciaran176 Lee","email":"admin176@email.com"},"attachments":[],"url":null,"redacted":false},
             "contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"6762f1261bb69f9f2193bba7",
              "external_id":"70"}]},"admin_assignee_id":991267715,"team_assignee_id":5017691,"open":false,
             "state":"closed","read":false,"tags":{"type":"tag.list","tags":[{"type":"tag","id":"123456",
              "name":"Test tag","applied_at":1663597223,"applied_by":{"type":"contact","id":"1a2b3c"}}]},
             "teammates":{"type":"admin.list","admins":[{"type":"admin","id":"814860"}]},
             "statistics":{"count_conversation_parts":2},
             "conversation_parts":{"type":"conversation_part.list","conversation_parts":[{"type":"conversation_part",
              "id":1,"part_type":"assignment","body":"<p>Okay!</p>","created_at":1663597223,"updated_at":1663597260,
              "notified_at":1663597261,"assigned_to":{"type":"team","id":5},"author":{"type":"admin","id":"274",
               "name":"Operator","email":"operator@intercom.io"},"attachments":[],"external_id":"abcd1234",
              "redacted":false,"state":"open","tags":[{"type":"tag","id":"123456","name":"Test tag"}]}],
             "total_count":1}}""";

    @Test
    void a_user_of_api_1_fills_every_column_of_users() {
        MappedRecord user = MappingSupport.map("contact", USER_1);

        assertFilled(user.record());
        assertFilled(user.children().get(0));
        Row row = MappingSupport.row(user.record());
        assertThat(row.collection().tableName()).isEqualTo("users");
        assertThat(row.value("anonymous")).isEqualTo(false);
        assertThat(row.value("user_agent_data")).isEqualTo("\"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.9\"");
        assertThat(row.value("location_data_city_name")).isEqualTo("Dublin");
        assertThat(row.value("location_data_latitude")).isEqualTo(new BigDecimal("53.159233"));
        assertThat(row.value("avatar_image_url")).isEqualTo("http://example.org/128Wash.jpg");
        assertThat(row.value("companies")).isEqualTo("[{\"id\":\"530370b477ad7120001e\"}]");
        assertThat(row.value("extra")).isEqualTo("{\"app_id\":\"abc\",\"referrer\":\"https://example.org\"}");
        assertThat(user.typeMismatches()).isZero();
    }

    @Test
    void a_lead_of_api_1_fills_every_column_of_contacts() {
        MappedRecord lead = MappingSupport.map(
                "contact",
                USER_1.replace("\"type\":\"user\"", "\"type\":\"contact\",\"anonymous\":true")
                        .replace("\"pseudonym\":null", "\"pseudonym\":\"Lime Camel from Dublin\""));

        assertFilled(lead.record());
        Row row = MappingSupport.row(lead.record());
        assertThat(row.collection().tableName()).isEqualTo("contacts");
        assertThat(row.value("anonymous")).isEqualTo(true);
        assertThat((String) row.value("extra")).contains("\"pseudonym\":\"Lime Camel from Dublin\"");
    }

    @Test
    void a_contact_of_api_2_fills_all_columns_but_those_that_it_has_no_field_for() {
        for (String role : List.of("user", "lead")) {
            MappedRecord person =
                    MappingSupport.map("contact", CONTACT_2.replace("\"role\":\"user\"", "\"role\":\"" + role + "\""));

            assertFilled(person.record(), "session_count", "last_seen_ip", "remote_created_at");
            assertFilled(person.children().get(0), "username");
            Row row = MappingSupport.row(person.record());
            assertThat(row.collection().tableName()).isEqualTo(role.equals("user") ? "users" : "contacts");
            assertThat(row.value("anonymous")).isEqualTo(role.equals("lead"));
            assertThat(row.value("user_id")).isEqualTo("70");
            assertThat(row.value("owner_id")).isEqualTo("127");
            assertThat(row.value("avatar")).isEqualTo("{\"image_url\":\"https://example.org/joe.png\"}");
            assertThat(row.value("last_request_at")).isEqualTo(Instant.ofEpochSecond(1734537427));
            assertThat(row.value("last_seen_at")).isEqualTo(Instant.ofEpochSecond(1734537427));
            assertThat(row.value("location_data_region_name")).isEqualTo("Leinster");
            assertThat(row.value("user_agent_data"))
                    .isEqualTo("{\"browser\":\"chrome\",\"browser_language\":\"en\","
                            + "\"browser_version\":\"77.0.3865.90\",\"os\":\"OS X 10.14.6\"}");
            assertThat(row.value("extra")).isEqualTo("{\"workspace_id\":\"ws\"}");
        }
    }

    @Test
    void a_conversation_of_api_1_fills_every_column() {
        MappedRecord conversation = MappingSupport.map("conversation", CONVERSATION_1);

        assertFilled(conversation.record());
        assertFilled(conversation.children().get(0));
        Row row = MappingSupport.row(conversation.record());
        assertThat(row.value("message_body")).isEqualTo("<p>test</p>");
        assertThat(row.value("message_author_id")).isEqualTo("576c1a139d0baad1010011111");
        assertThat(row.value("user_type")).isEqualTo("user");
        assertThat(row.value("assignee")).isEqualTo("{\"id\":\"358111\",\"type\":\"admin\"}");
        assertThat(row.value("first_contact_reply")).isNotNull();
        assertThat(row.value("parts_truncated")).isEqualTo(false);
        assertThat(row.value("extra")).isEqualTo("{}");
        Row part = MappingSupport.row(conversation.children().get(0));
        assertThat(part.value("assigned_to")).isEqualTo("358111");
        assertThat(part.value("conversation_id")).isEqualTo("5143511111");
    }

    @Test
    void a_conversation_of_api_2_fills_every_column() {
        MappedRecord conversation = MappingSupport.map("conversation", CONVERSATION_2);

        assertFilled(conversation.record());
        assertFilled(conversation.children().get(0));
        Row row = MappingSupport.row(conversation.record());
        assertThat(row.value("user_id")).isEqualTo("6762f1261bb69f9f2193bba7");
        assertThat(row.value("assignee_id")).isEqualTo("991267715");
        assertThat(row.value("assignee_type")).isEqualTo("admin");
        assertThat(row.value("team_assignee_id")).isEqualTo("5017691");
        assertThat(row.value("teammates")).isEqualTo("[{\"id\":\"814860\",\"type\":\"admin\"}]");
        assertThat(row.value("total_count")).isEqualTo(1L);
        assertThat(row.value("extra")).isEqualTo("{}");
        Row part = MappingSupport.row(conversation.children().get(0));
        assertThat(part.value("id")).isEqualTo("1");
        assertThat(part.value("assigned_to")).isEqualTo("5");
        assertThat(part.value("assigned_to_type")).isEqualTo("team");
    }

    @Test
    void a_company_fills_every_column() {
        MappedRecord company = MappingSupport.map("company", """
                {"type":"company","company_id":"6","id":"531ee472cce572a6ec000006","app_id":"ws","name":"Blue Sun",
                 "remote_created_at":1374138000,"created_at":1394533506,"updated_at":1396874658,
                 "last_request_at":1396874659,"monthly_spend":12.50,"session_count":26,"user_count":10,"size":85,
                 "website":"http://example.org","industry":"Manufacturing","tags":{"type":"tag.list","tags":[{"type":"tag",
                 "id":7,"name":"big"}]},"segments":{"type":"segment.list","segments":[]},
                 "plan":{"type":"plan","id":"150154","name":"plan1"},"custom_attributes":{"a":1}}""");

        assertFilled(company.record());
        Row row = MappingSupport.row(company.record());
        assertThat(row.value("plan")).isEqualTo("plan1");
        assertThat(row.value("plan_id")).isEqualTo("150154");
        assertThat(row.value("monthly_spend")).isEqualTo(new BigDecimal("12.50"));
        assertThat(row.value("tags")).isEqualTo("[{\"id\":\"7\",\"name\":\"big\",\"type\":\"tag\"}]");
        assertThat(row.value("extra")).isEqualTo("{\"app_id\":\"ws\"}");
    }

    @Test
    void segments_tags_admins_and_teams_fill_every_column() {
        assertFilled(MappingSupport.map("segment", """
                        {"type":"segment","id":"6","name":"John","created_at":1,"updated_at":2,"person_type":"user","count":3}""").record());
        assertFilled(MappingSupport.map("tag", "{\"type\":\"tag\",\"id\":\"102\",\"name\":\"Manual tag 1\"}")
                .record());
        IntercomRecord admin = MappingSupport.map("admin", """
                        {"type":"admin","email":"admin7@email.com","id":"991267466","name":"Ciaran7 Lee","away_mode_enabled":false,
                         "away_mode_reassign":false,"has_inbox_seat":true,"team_ids":[814865,"9"]}""").record();
        assertFilled(admin);
        assertThat(MappingSupport.row(admin).value("team_ids")).isEqualTo("[\"814865\",\"9\"]");
        IntercomRecord team = MappingSupport.map("admin", """
                        {"type":"team","id":"991267902","name":"team 1","admin_ids":[1],"assignment_limit":10,
                         "distribution_method":"round_robin"}""").record();
        assertFilled(team, "email");
        assertThat(MappingSupport.row(team).value("type")).isEqualTo("team");
        assertThat(MappingSupport.row(team).value("admin_ids")).isEqualTo("[\"1\"]");
        assertThat(MappingSupport.row(team).value("assignment_limit")).isEqualTo(10L);
    }

    private static void assertFilled(IntercomRecord record, String... unfilled) {
        Row row = MappingSupport.row(record);
        for (String property : SegmentProperties.ALL.get(row.collection())) {
            Object value = row.value(property);
            boolean isFilled = value != null && !value.equals("[]") && !value.equals("{}");
            assertThat(isFilled)
                    .as("%s of %s", property, row)
                    .isEqualTo(!Set.of(unfilled).contains(property));
        }
        assertThat(Json.readObject(row.toJson())).containsKeys("extra");
    }
}
