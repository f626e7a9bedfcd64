package io.intercomsync.jdbc.engines.question;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small workspace that is known by heart: whatever is asked about it, the answer can be counted by hand. */
final class KnownWorkspace {
    private static final String ALICE = "11";
    private static final String BOB = "12";
    private static final long SUPPORT = 21;
    private static final long BILLING = 22;

    private final FakeIntercom fake;

    KnownWorkspace(FakeIntercom fake) {
        this.fake = fake;
    }

    private static long at(String time) {
        return Instant.parse("2024-" + time + ":00Z").getEpochSecond();
    }

    void create() {
        fake.admin(ALICE, Map.of("name", "Alice"));
        fake.admin(BOB, Map.of("name", "Bob", "away_mode_enabled", true));
        fake.team("21", Map.of("name", "Support", "admin_ids", List.of(11L, 12L)));
        fake.team("22", Map.of("name", "Billing", "admin_ids", List.of(12L)));
        fake.tag("31", "bug").tag("32", "billing");
        fake.segment("s1", Map.of("name", "Active")).segment("s2", Map.of("name", "New"));
        fake.company("c1", Map.of("name", "Acme")).company("c2", Map.of("name", "Globex"));
        createPeople();
        createFirstWeek();
        createSecondWeek();
    }

    private void createPeople() {
        person("u1", "Ada", "01-01T00:00", "01-01T00:00", "Pro", List.of("c1"), List.of("s1"));
        person("u2", "Ben", "01-02T00:00", "02-02T00:00", "Free", List.of("c1", "c2"), List.of("s1", "s2"));
        person("u3", "Cy", "01-03T00:00", "01-03T00:00", "Pro", List.of("c2"), List.of());
        person("u4", "Di", "01-04T00:00", "01-04T00:00", "", List.of(), List.of());
        person("u5", "Eve", "01-05T00:00", "02-05T00:00", "Pro", List.of("c1"), List.of("s2"));
        person("u6", "Fay", "01-06T00:00", "01-06T00:00", "Pro", List.of(), List.of());
        person("l1", "Lee", "02-01T00:00", "", "Pro", List.of("c1"), List.of("s2"));
        person("l2", "Mo", "02-10T00:00", "", "Free", List.of(), List.of());
        person("l3", "Nia", "02-01T00:00", "", "Free", List.of(), List.of());
        fake.contact("u1", Map.of("last_seen_at", at("03-20T10:00")));
        fake.contact("u2", Map.of("last_seen_at", at("03-18T08:00")));
    }

    /** @param signedUp when the person signed up; empty for a lead */
    private void person(
            String id,
            String name,
            String created,
            String signedUp,
            String plan,
            List<String> companies,
            List<String> segments) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", name);
        values.put("role", signedUp.isEmpty() ? "lead" : "user");
        values.put("created_at", at(created));
        values.put("signed_up_at", signedUp.isEmpty() ? null : (Object) at(signedUp));
        values.put("custom_attributes", plan.isEmpty() ? Map.of() : Map.of("plan", plan));
        values.put("companies", companies);
        values.put("segments", segments);
        fake.contact(id, values);
    }

    private void createFirstWeek() {
        new Talk("k1", "03-04T09:15", "u1")
                .of(ALICE, SUPPORT)
                .closed("03-04T10:00", 0)
                .reply(60, ALICE, "03-04T09:16")
                .about("31")
                .rated(5, ALICE)
                .sla("Gold", "hit")
                .create();
        new Talk("k2", "03-05T09:30", "u2")
                .of(BOB, SUPPORT)
                .closed("03-06T12:00", 2)
                .reply(300, BOB, "03-05T09:35")
                .part("comment", "user", "u2", "03-06T10:00")
                .part("note", "admin", ALICE, "03-06T10:30")
                .part("comment", "admin", BOB, "03-06T11:00")
                .about("31", "32")
                .rated(2, BOB)
                .sla("Gold", "missed")
                .create();
        new Talk("k3", "03-10T23:30", "l1")
                .of(null, BILLING)
                .waiting("03-10T23:30")
                .sla("Silver", "missed")
                .create();
    }

    private void createSecondWeek() {
        new Talk("k4", "03-11T09:05", "u2", "u4")
                .of(ALICE, SUPPORT)
                .reply(120, ALICE, "03-11T09:07")
                .part("comment", "admin", ALICE, "04-02T09:00")
                .about("32")
                .sla("Gold", "hit")
                .create();
        new Talk("k5", "03-12T14:00", "u3")
                .of(BOB, BILLING)
                .with("state", "snoozed")
                .reply(900, BOB, "03-12T14:15")
                .create();
        new Talk("k6", "03-12T09:45", "l2")
                .closed("03-12T09:50", 0)
                .agent("confirmed_resolution", 4L)
                .create();
        new Talk("k7", "03-13T15:00", "u1")
                .of(ALICE, SUPPORT)
                .waiting("03-13T15:10")
                .agent("routed_to_team", null)
                .create();
        new Talk("k8", "03-13T08:00", "u1")
                .of(ALICE, SUPPORT)
                .closed("03-14T09:00", 5)
                .reply(1, ALICE, "03-13T08:01")
                .about("31")
                .rated(1, ALICE)
                .sla("Gold", "missed")
                .agent("routed_to_team", 1L)
                .create();
        new Talk("k9", "03-14T10:00", "l3")
                .of(BOB, SUPPORT)
                .closed("03-14T11:00", 1)
                .reply(240, BOB, "03-14T10:04")
                .about("31")
                .rated(4, BOB)
                .create();
        new Talk("k10", "03-14T09:59", "l1")
                .of(ALICE, BILLING)
                .closed("03-15T08:00", 0)
                .reply(600, ALICE, "03-14T10:09")
                .agent("routed_to_team", 2L)
                .create();
        new Talk("k11", "03-15T16:00", "l1")
                .of(BOB, BILLING)
                .reply(1200, BOB, "03-15T16:20")
                .create();
    }

    /** Deletes a user and a conversation, merges one lead into a user, and lets another lead sign up. */
    void change() {
        fake.delete(ObjectType.CONTACTS, "u5")
                .delete(ObjectType.CONVERSATIONS, "k8")
                .merge("l2", "u3");
        fake.contact("l3", Map.of("role", "user", "signed_up_at", at("03-15T00:00")));
    }

    /** A conversation, open and unanswered unless it is said otherwise. */
    private final class Talk {
        private final String id;
        private final Map<String, @Nullable Object> values = new HashMap<>();
        private final Map<String, Object> statistics = new HashMap<>(Map.of("count_reopens", 0L));
        private final List<Map<String, Object>> parts = new ArrayList<>();

        Talk(String id, String created, String... people) {
            this.id = id;
            with("created_at", at(created)).with("contacts", List.of(people));
        }

        Talk with(String key, Object value) {
            values.put(key, value);
            return this;
        }

        Talk of(@Nullable String admin, long team) {
            values.put("admin_assignee_id", admin == null ? null : (Object) Long.parseLong(admin));
            return with("team_assignee_id", team);
        }

        Talk closed(String time, long reopens) {
            statistics.put("last_close_at", at(time));
            statistics.put("count_reopens", reopens);
            return with("state", "closed").with("open", false);
        }

        Talk waiting(String since) {
            return with("waiting_since", at(since));
        }

        Talk reply(long seconds, String admin, String time) {
            statistics.put("time_to_admin_reply", seconds);
            return part("comment", "admin", admin, time);
        }

        Talk part(String type, String authorType, String author, String time) {
            parts.add(Map.of(
                    "part_type", type, "created_at", at(time), "author", Map.of("type", authorType, "id", author)));
            return this;
        }

        Talk about(String... tags) {
            return with("tags", List.of(tags));
        }

        Talk rated(long rating, String admin) {
            return with(
                    "conversation_rating", Map.of("rating", rating, "teammate", Map.of("type", "admin", "id", admin)));
        }

        Talk sla(String name, String status) {
            return with("sla_applied", Map.of("sla_name", name, "sla_status", status));
        }

        Talk agent(String outcome, @Nullable Long rating) {
            Map<String, @Nullable Object> agent = new HashMap<>(Map.of("resolution_state", outcome));
            agent.put("rating", rating);
            return with("ai_agent", agent).with("ai_agent_participated", true);
        }

        void create() {
            fake.conversation(id, with("statistics", statistics).with("conversation_parts", parts).values);
        }
    }
}
