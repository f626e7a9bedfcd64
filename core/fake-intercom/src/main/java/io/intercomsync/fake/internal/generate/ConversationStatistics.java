package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.internal.generate.PartEvent.Author;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Computes the statistics of a conversation from its source and its parts. Durations are in seconds and start at the
 * first text of a contact, which may be the source. Office hours are ignored.
 */
public final class ConversationStatistics {

    private final List<PartEvent> turns;
    private final @Nullable Long start;

    private ConversationStatistics(List<PartEvent> turns, @Nullable Long start) {
        this.turns = turns;
        this.start = start;
    }

    /** The marker of a conversation whose statistics are all computed from its parts. */
    public static Map<String, Object> toFollow() {
        return FakeJson.object("type", "conversation_statistics");
    }

    /**
     * Returns all statistics of a conversation.
     *
     * @param parts its parts, oldest first
     * @param team the team that it is assigned to; null if there is none
     */
    public static Map<String, Object> of(
            Map<String, Object> conversation, List<PartEvent> parts, @Nullable Map<String, Object> team) {
        List<PartEvent> turns = new ArrayList<>();
        Author author = Author.of(FakeJson.get(conversation.get("source"), "author"));
        turns.add(
                new PartEvent(Timestamps.seconds(conversation.get("created_at")), "source", author, null, true, false));
        parts.stream().filter(turn -> turn.at() != null).forEach(turns::add);
        if (author != Author.CONTACT || turns.get(0).at() == null) {
            turns.remove(0);
        }
        ConversationStatistics statistics =
                new ConversationStatistics(turns, first(turns, turn -> turn.isReplyOf(Author.CONTACT)));
        return statistics.toJson(parts.size() + 1L, team);
    }

    /** Returns the time since which a contact waits for an admin's answer; null if no contact waits. */
    static @Nullable Long waitingSince(long created, List<PartEvent> parts) {
        Long since = created;
        for (PartEvent turn : parts) {
            if (turn.isReplyOf(Author.ADMIN)) {
                since = null;
            } else if (since == null && turn.isReplyOf(Author.CONTACT)) {
                since = turn.at();
            }
        }
        return since;
    }

    private Map<String, Object> toJson(long count, @Nullable Map<String, Object> team) {
        Long reply = firstSince(start, turn -> turn.isReplyOf(Author.ADMIN));
        Long assigned = firstSince(start, PartEvent::assigns);
        Long lastAssigned = lastSince(start, PartEvent::assigns);
        Long closed = firstSince(start, PartEvent::closes);
        Long lastClosed = lastSince(start, PartEvent::closes);
        Map<String, Object> statistics = toFollow();
        statistics.put("time_to_assignment", sinceStart(lastAssignedBefore(reply)));
        statistics.put("time_to_admin_reply", sinceStart(reply));
        statistics.put("time_to_first_close", sinceStart(closed));
        statistics.put("time_to_last_close", sinceStart(lastClosed));
        statistics.put("median_time_to_reply", medianTimeToReply());
        statistics.put("first_contact_reply_at", start);
        statistics.put("first_assignment_at", assigned);
        statistics.put("first_admin_reply_at", reply);
        statistics.put("first_close_at", closed);
        statistics.put("last_assignment_at", lastAssigned);
        statistics.put(
                "last_assignment_admin_reply_at", firstSince(lastAssigned, turn -> turn.isReplyOf(Author.ADMIN)));
        statistics.put("last_contact_reply_at", lastSince(start, turn -> turn.isReplyOf(Author.CONTACT)));
        statistics.put("last_admin_reply_at", lastSince(start, turn -> turn.isReplyOf(Author.ADMIN)));
        statistics.put("last_close_at", lastClosed);
        statistics.put("last_closed_by_id", lastCloser());
        statistics.put("count_reopens", reopens());
        statistics.put(
                "count_assignments",
                since(start).stream().filter(PartEvent::assigns).count());
        statistics.put("count_conversation_parts", count);
        List<Object> ofTeam = firstResponseTime(team, reply);
        statistics.put("assigned_team_first_response_time", ofTeam);
        statistics.put("assigned_team_first_response_time_in_office_hours", ofTeam);
        long handlingTime = assigned == null ? 0 : handlingTime(assigned);
        statistics.put("handling_time", handlingTime);
        statistics.put("adjusted_handling_time", handlingTime == 0 ? null : (Object) (handlingTime * 3 / 4));
        return statistics;
    }

    /** Returns the time to the first reply of the team. The team has it from the first text of a contact on. */
    private List<Object> firstResponseTime(@Nullable Map<String, Object> team, @Nullable Long reply) {
        Long time = sinceStart(reply);
        return team == null || time == null
                ? List.of()
                : List.of(FakeJson.object(
                        "team_id",
                        Long.parseLong(String.valueOf(team.get("id"))),
                        "team_name",
                        team.get("name"),
                        "response_time",
                        time));
    }

    /** Returns the parts from that time on; none if there is no such time. */
    private List<PartEvent> since(@Nullable Long time) {
        return time == null
                ? List.of()
                : turns.stream().filter(turn -> seconds(turn) >= time).toList();
    }

    private static long seconds(PartEvent turn) {
        Long at = turn.at();
        return at == null ? 0 : at;
    }

    private static @Nullable Long first(List<PartEvent> among, Predicate<PartEvent> which) {
        return among.stream().filter(which).map(PartEvent::at).findFirst().orElse(null);
    }

    private @Nullable Long firstSince(@Nullable Long time, Predicate<PartEvent> which) {
        return first(since(time), which);
    }

    private @Nullable Long lastSince(@Nullable Long time, Predicate<PartEvent> which) {
        return since(time).stream().filter(which).map(PartEvent::at).reduce(null, (before, at) -> at);
    }

    private @Nullable Long lastAssignedBefore(@Nullable Long reply) {
        return lastSince(start, turn -> turn.assigns() && (reply == null || seconds(turn) <= reply));
    }

    private @Nullable Long sinceStart(@Nullable Long time) {
        return time == null || start == null ? null : (Long) (time - start);
    }

    private @Nullable Long medianTimeToReply() {
        List<Long> waits = new ArrayList<>();
        Long asked = null;
        for (PartEvent turn : since(start)) {
            if (asked == null && turn.isReplyOf(Author.CONTACT)) {
                asked = turn.at();
            } else if (asked != null && turn.isReplyOf(Author.ADMIN)) {
                waits.add(seconds(turn) - asked);
                asked = null;
            }
        }
        Collections.sort(waits);
        int half = waits.size() / 2;
        if (waits.isEmpty()) {
            return null;
        }
        return waits.size() % 2 == 1 ? waits.get(half) : (Long) ((waits.get(half - 1) + waits.get(half)) / 2);
    }

    private @Nullable String lastCloser() {
        String closer = null;
        for (PartEvent turn : since(start)) {
            if (turn.closes()) {
                closer = turn.author() == Author.ADMIN ? turn.authorId() : null;
            }
        }
        return closer;
    }

    private long reopens() {
        long reopens = 0;
        boolean isClosed = false;
        for (PartEvent turn : since(start)) {
            if (isClosed && turn.opens()) {
                reopens++;
            }
            isClosed = turn.closes() || (isClosed && !turn.opens());
        }
        return reopens;
    }

    /** Returns the duration from the first assignment to the last close after it. */
    private long handlingTime(long assigned) {
        Long closed = lastSince(assigned, PartEvent::closes);
        return closed == null ? 0 : closed - assigned;
    }
}
