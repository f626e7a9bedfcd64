package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.generate.PartEvent.Author;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The actors, actions and times of the parts of generated conversations, without the parts themselves. */
final class GeneratedPartEvents {

    private static final int SALT = 5_000;
    /** More parts than a conversation can have, so each part has a number of its own. */
    private static final long ROOM = 2_048;

    private static final int CLOSE = 17;
    private static final List<String> TYPES = List.of("note", "assignment", "close", "open", "quick_reply");

    private final GeneratorSettings sizes;
    private final SeededRandom dice;

    GeneratedPartEvents(GeneratorSettings sizes, SeededRandom dice) {
        this.sizes = sizes;
        this.dice = dice;
    }

    static long number(int conversation, int at) {
        return conversation * ROOM + at;
    }

    /** Returns the parts of a conversation, oldest first. A closed conversation ends with the close. */
    List<PartEvent> of(int conversation, long created, long updated, int count, boolean isClosed) {
        List<PartEvent> turns = new ArrayList<>(count);
        int before = 0;
        for (int at = 0; at < count; at++) {
            long number = number(conversation, at);
            int die = sizes.admins() == 0 ? 0 : dice.below(20, SALT, number);
            boolean isLast = at == count - 1;
            int kind = isLast && isClosed ? CLOSE : before == CLOSE || (isLast && die == CLOSE) ? 0 : die;
            turns.add(turn(number, created + (updated - created) * (at + 1) / (count + 1), kind));
            before = kind;
        }
        return turns;
    }

    /** Kinds below 15 are comments; every other comment is a contact's. */
    private PartEvent turn(long number, long at, int kind) {
        String type = kind < 15 ? "comment" : TYPES.get(kind - 15);
        boolean isAssignment = type.equals("assignment");
        boolean isContact = kind % 2 == 0 && !isAssignment;
        boolean isBot = !isContact && dice.percent(10, SALT + 5, number);
        return new PartEvent(
                at,
                type,
                isContact ? Author.CONTACT : isBot ? Author.OTHER : Author.ADMIN,
                isContact ? null : adminId(number),
                !type.equals("close") && !type.equals("open") && !isAssignment,
                isAssignment && assignee(number) != null);
    }

    /** Returns the id of the admin to whom a part assigns; null for nobody. */
    @Nullable
    String assignee(long number) {
        return dice.percent(25, SALT + 3, number) ? null : adminId(number);
    }

    private String adminId(long number) {
        return GeneratedIds.of(ObjectType.ADMINS).id(dice.below(sizes.admins(), SALT + 4, number));
    }
}
