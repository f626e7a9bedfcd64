package io.intercomsync.jdbc.engines.workspace;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Changes a workspace between two runs, time and again. */
public final class WorkspaceTurns {
    private final FakeIntercom fake;
    private final Deque<String> people;
    private final Deque<String> conversations;
    private final List<String> companies;
    private int turn;

    public WorkspaceTurns(FakeIntercom fake) {
        this.fake = fake;
        people = new ArrayDeque<>(ids(fake.truth().contacts()));
        conversations = new ArrayDeque<>(ids(fake.truth().conversations()));
        companies = ids(fake.truth().companies());
        comeForATurn();
    }

    private static List<String> ids(Stream<Map<String, Object>> objects) {
        return objects.map(object -> String.valueOf(object.get("id"))).toList();
    }

    /** Makes a change of each kind that a run sees without a sweep. */
    public void change() {
        turn++;
        IntStream.range(0, 30).forEach(i -> fake.contact(next(people), Map.of("name", "name " + turn)));
        fake.contact("user " + turn).contact("lead " + turn, Map.of("role", "lead"));
        fake.becomeUser("lead " + (turn == 1 ? 1 : turn - 1));
        IntStream.range(0, 20).forEach(i -> fake.addPart(next(conversations), Map.of("body", "part " + turn)));
        fake.conversation("conversation " + turn).addPart("conversation " + turn, Map.of());
        if (turn > 1) {
            fake.delete(ObjectType.CONVERSATIONS, "conversation " + (turn - 1));
        }
        fake.company(companies.get(turn % companies.size()), Map.of("name", "company of turn " + turn));
        fake.tag("tag", "tag of turn " + turn).tag("tag " + turn, "new").segment("segment", Map.of("name", "s" + turn));
        fake.admin("1000", Map.of("name", "admin of turn " + turn));
    }

    /** Also makes changes that only a sweep finds. */
    public void changeAndRemove() {
        int last = turn;
        change();
        fake.delete(ObjectType.CONTACTS, "deleted user " + last).delete(ObjectType.CONTACTS, "deleted lead " + last);
        fake.merge("merged user " + last, next(people)).merge("merged lead " + last, next(people));
        fake.delete(ObjectType.COMPANIES, "company " + last);
        fake.tagContact("user " + turn, "tag " + turn);
        comeForATurn();
    }

    /**
     * In no company and no conversation: a company that the last of its people leaves is in no list and stays, and a
     * conversation forgets part of who is gone without becoming a new version.
     */
    private void comeForATurn() {
        for (String who : List.of("deleted", "merged")) {
            for (String role : List.of("user", "lead")) {
                fake.contact(
                        who + " " + role + " " + turn,
                        Map.of(
                                "role",
                                role,
                                "social_profiles",
                                List.of(Map.of(
                                        "type", "social_profile", "name", "X", "url", "https://x.test/" + turn))));
            }
        }
        fake.company("company " + turn);
    }

    private static String next(Deque<String> ids) {
        ids.add(ids.remove());
        return ids.getLast();
    }
}
