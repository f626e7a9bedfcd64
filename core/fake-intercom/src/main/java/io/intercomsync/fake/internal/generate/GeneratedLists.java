package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The generated segments, tags, admins and teams. */
final class GeneratedLists {

    private static final int SALT = 6_000;

    private final Sizes sizes;
    private final Dice dice;

    GeneratedLists(Sizes sizes, Dice dice) {
        this.sizes = sizes;
        this.dice = dice;
    }

    Map<String, Object> segment(int index) {
        long created = sizes.created(index, sizes.segments(), dice, SALT);
        String name = Words.SEGMENT.get(index % Words.SEGMENT.size());
        return Json.object(
                "type",
                "segment",
                "id",
                Resource.SEGMENTS.ids().id(index),
                "name",
                index < Words.SEGMENT.size() ? name : name + " " + index,
                "created_at",
                created,
                "updated_at",
                sizes.updated(created, index, dice, SALT + 1),
                "person_type",
                Membership.isForUsers(index) ? "user" : "contact");
    }

    Map<String, Object> tag(int index) {
        String name = Words.TAG.get(index % Words.TAG.size());
        return Json.object(
                "type",
                "tag",
                "id",
                Resource.TAGS.ids().id(index),
                "name",
                index < Words.TAG.size() ? name : name + " " + index);
    }

    Map<String, Object> admin(int index) {
        String id = Resource.ADMINS.ids().id(index);
        Map<String, Object> admin = Json.object(
                "type",
                "admin",
                "id",
                id,
                "name",
                dice.pick(Words.FIRST, SALT + 3, index) + " " + dice.pick(Words.LAST, SALT + 4, index),
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
                Json.object("image_url", "https://static.example.com/admins/" + id + ".png"),
                "team_priority_level",
                Json.object());
        if (dice.percent(60, SALT + 7, index)) {
            admin.put("job_title", "Support engineer");
        }
        admin.put("role", Json.object("type", "role", "id", "1", "name", "Agent"));
        return admin;
    }

    Map<String, Object> team(int index) {
        List<Object> members = new ArrayList<>();
        for (int admin = 0; admin < sizes.admins(); admin++) {
            if (isMember(admin, index)) {
                members.add(Long.parseLong(Resource.ADMINS.ids().id(admin)));
            }
        }
        return Json.object(
                "type",
                "team",
                "id",
                Resource.TEAMS.ids().id(index),
                "name",
                "Team " + (index + 1),
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
                teams.add(Long.parseLong(Resource.TEAMS.ids().id(team)));
            }
        }
        return teams;
    }

    private boolean isMember(int admin, int team) {
        return dice.percent(40, SALT + 10 + team, admin);
    }
}
