package io.intercomsync.fake.internal.generate;

/** The settings of generated data: numbers of objects, seed and newest second. */
public record GeneratorSettings(
        long seed,
        int contacts,
        int companies,
        int conversations,
        int parts,
        int longConversations,
        int tags,
        int segments,
        int admins,
        int teams,
        long newest,
        String workspaceId) {

    private static final long SPAN = 3L * 365 * 86_400;

    /** Returns the time of an object's creation. These times lie evenly over three years, in the order of the index. */
    long created(int index, int count, SeededRandom dice, int salt) {
        long step = Math.max(1, SPAN / count);
        return newest - SPAN + SPAN * index / count + dice.belowLong(step, salt, index);
    }

    /** Returns the time of a creation, in the order of the index, which is most often in the busy hours of a week. */
    long createdInBusyHours(int index, int count, SeededRandom dice, int salt) {
        long first = WorkingWeek.load(newest - SPAN);
        long all = WorkingWeek.load(newest) - first;
        long step = Math.max(1, all / count);
        return WorkingWeek.timeOf(first + all * index / count + dice.belowLong(step, salt, index));
    }

    /** Returns the time of an object's last change: after its creation, for one in four within the newest thirty days. */
    long updated(long created, int index, SeededRandom dice, int salt) {
        long room = newest - created;
        if (dice.percent(25, salt, index)) {
            room = Math.min(room, 30L * 86_400);
            return newest - dice.belowLong(room + 1, salt + 1, index);
        }
        return created + dice.belowLong(room + 1, salt + 1, index);
    }
}
