package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.internal.generate.PartEvent.Author;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service levels and the ratings of generated conversations. Both follow from their parts. */
final class GeneratedServiceQuality {

    static final List<Long> RATINGS = List.of(5L, 5L, 5L, 5L, 4L, 4L, 4L, 3L, 2L, 1L);

    private static final int SALT = 4_200;
    private static final long FOUR_HOURS = 4 * 3_600;

    private final SeededRandom dice;

    GeneratedServiceQuality(SeededRandom dice) {
        this.dice = dice;
    }

    /** Returns the service level of a conversation and whether it was kept; null for most, and where no admin was needed. */
    @Nullable
    Object sla(int index, long created, boolean isClosed, List<PartEvent> turns) {
        Long reply = firstReply(turns);
        boolean isNeeded = reply != null || !isClosed;
        if (!isNeeded || !dice.percent(10, SALT, index)) {
            return null;
        }
        boolean isHit = reply != null && reply - created <= FOUR_HOURS;
        String otherwise = reply == null ? "active" : "missed";
        return FakeJson.object(
                "type", "conversation_sla_summary", "sla_name", "Four hours", "sla_status", isHit ? "hit" : otherwise);
    }

    /**
     * Returns the rating of a closed conversation, which most contacts do not give.
     *
     * @param at when it was given
     */
    @Nullable
    Object rating(int index, String contact, String admin, long at, List<PartEvent> turns) {
        if (firstReply(turns) == null || !dice.percent(20, SALT + 1, index)) {
            return null;
        }
        long rating = dice.pick(RATINGS, SALT + 2, index);
        return FakeJson.object(
                "rating",
                rating,
                "remark",
                dice.pick(List.of("", rating > 3 ? "Great!" : "Too slow"), SALT + 3, index),
                "created_at",
                at,
                "updated_at",
                at,
                "contact",
                FakeJson.object("type", "contact", "id", contact, "external_id", null),
                "teammate",
                FakeJson.object("type", "admin", "id", admin));
    }

    /** Returns the time of the first reply of an admin; null if there is none. */
    private static @Nullable Long firstReply(List<PartEvent> turns) {
        return turns.stream()
                .filter(turn -> turn.isReplyOf(Author.ADMIN))
                .map(PartEvent::at)
                .findFirst()
                .orElse(null);
    }
}
