package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The generated segments, tags, admins and teams. */
public final class GeneratedLists {

    private static final int SALT = 6_000;

    private final GeneratorSettings sizes;
    private final SeededRandom dice;

    public GeneratedLists(GeneratorSettings sizes, SeededRandom dice) {
        this.sizes = sizes;
        this.dice = dice;
    }

    public Map<String, Object> segment(int index) {
        long created = sizes.created(index, sizes.segments(), dice, SALT);
        String name = SampleValues.SEGMENT.get(index % SampleValues.SEGMENT.size());
        return FakeJson.object(
                "type",
                "segment",
                "id",
                GeneratedIds.of(ObjectType.SEGMENTS).id(index),
                "name",
                index < SampleValues.SEGMENT.size() ? name : name + " " + index,
                "created_at",
                created,
                "updated_at",
                sizes.updated(created, index, dice, SALT + 1),
                "person_type",
                GeneratedMemberships.isForUsers(index) ? "user" : "contact");
    }

    public Map<String, Object> tag(int index) {
        String name = SampleValues.TAG.get(index % SampleValues.TAG.size());
        return FakeJson.object(
                "type",
                "tag",
                "id",
                GeneratedIds.of(ObjectType.TAGS).id(index),
                "name",
                index < SampleValues.TAG.size() ? name : name + " " + index);
    }

    public Map<String, Object> admin(int index) {
        String id = GeneratedIds.of(ObjectType.ADMINS).id(index);
        Map<String, Object> admin = FakeJson.object(
                "type",
                "admin",
                "id",
                id,
                "name",
                adminName(index),
                "email",
                "admin" + id + "@example.com",
                "away_mode_enabled",
                dice.percent(10, SALT + 5, index),
                "away_mode_reassign",
                false,
                "has_inbox_seat",
                !dice.percent(10, SALT + 6, index),
                "team_ids",
                teamsOf(index),
                "avatar",
                FakeJson.object("image_url", "https://static.example.com/admins/" + id + ".png"),
                "team_priority_level",
                FakeJson.object());
        if (dice.percent(60, SALT + 7, index)) {
            admin.put("job_title", "Support engineer");
        }
        admin.put("role", FakeJson.object("type", "role", "id", "1", "name", "Agent"));
        return admin;
    }

    /** Returns the name of an admin. The first names of a small team differ. */
    String adminName(int index) {
        int first = dice.below(SampleValues.FIRST.size(), SALT + 3, 0) + index;
        return SampleValues.FIRST.get(first % SampleValues.FIRST.size()) + " "
                + dice.pick(SampleValues.LAST, SALT + 4, index);
    }

    public Map<String, Object> team(int index) {
        List<Object> members = new ArrayList<>();
        for (int admin = 0; admin < sizes.admins(); admin++) {
            if (isMember(admin, index)) {
                members.add(Long.parseLong(GeneratedIds.of(ObjectType.ADMINS).id(admin)));
            }
        }
        return FakeJson.object(
                "type",
                "team",
                "id",
                GeneratedIds.of(ObjectType.TEAMS).id(index),
                "name",
                index < SampleValues.TEAM.size() ? SampleValues.TEAM.get(index) : "Team " + (index + 1),
                "admin_ids",
                members,
                "assignment_limit",
                index % 2 == 0 ? 10L : null,
                "distribution_method",
                index % 2 == 0 ? "round_robin" : null);
    }

    private List<Object> teamsOf(int admin) {
        List<Object> teams = new ArrayList<>();
        for (int team = 0; team < sizes.teams(); team++) {
            if (isMember(admin, team)) {
                teams.add(Long.parseLong(GeneratedIds.of(ObjectType.TEAMS).id(team)));
            }
        }
        return teams;
    }

    private boolean isMember(int admin, int team) {
        return dice.percent(40, SALT + 10 + team, admin);
    }
}
