package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.generate.ConversationOutline.Agent;
import io.intercomsync.fake.internal.generate.PartEvent.Author;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actors, actions and times of the parts of generated conversations, without the parts themselves. Contacts write at any
 * time. Admins answer within minutes or hours, and only in office hours.
 */
final class GeneratedPartEvents {

    private static final int SALT = 5_000;
    /** More parts than a conversation can have, so each part has a number of its own. */
    private static final long ROOM = 2_048;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    /** The actions that come in between, besides questions and answers. */
    private static final List<Step> ASIDES = List.of(
            Step.CONTACT_REPLY, Step.REPLY, Step.NOTE, Step.NOTE, Step.ASSIGNMENT, Step.QUICK_REPLY, Step.CLOSE);

    private final GeneratorSettings sizes;
    private final SeededRandom dice;

    private enum Step {
        CONTACT_REPLY("comment"),
        REPLY("comment"),
        QUICK_REPLY("quick_reply"),
        NOTE("note"),
        ASSIGNMENT("assignment"),
        OPEN("open"),
        CLOSE("close");

        private final String type;

        Step(String type) {
            this.type = type;
        }

        boolean hasText() {
            return compareTo(NOTE) <= 0;
        }
    }

    GeneratedPartEvents(GeneratorSettings sizes, SeededRandom dice) {
        this.sizes = sizes;
        this.dice = dice;
    }

    static long number(int conversation, int at) {
        return conversation * ROOM + at;
    }

    /** Returns the parts of a conversation, oldest first: those that were written before the newest second of the workspace. */
    List<PartEvent> of(ConversationOutline outline) {
        List<PartEvent> turns = new ArrayList<>(outline.parts());
        long time = outline.created();
        Step before = Step.CONTACT_REPLY;
        boolean isAsked = true;
        for (int at = 0; at < outline.parts(); at++) {
            long number = number(outline.index(), at);
            Step step = step(outline, at, before, isAsked, number);
            boolean isBot = step != Step.CONTACT_REPLY && isBot(outline.agent(), at);
            time = outline.isLong() ? evenly(outline, at) : after(time, step, isBot, number);
            if (time > sizes.newest()) {
                break;
            }
            turns.add(turn(outline, time, step, isBot, number));
            isAsked = step == Step.CONTACT_REPLY || (isAsked && step != Step.REPLY && step != Step.QUICK_REPLY);
            before = step;
        }
        return turns;
    }

    private Step step(ConversationOutline outline, int at, Step before, boolean isAsked, long number) {
        int left = outline.parts() - at;
        if (sizes.admins() == 0) {
            return Step.CONTACT_REPLY;
        }
        if (left == 1 && outline.isClosed()) {
            return Step.CLOSE;
        }
        if (before == Step.CLOSE) {
            return dice.percent(25, SALT + 6, number) ? Step.OPEN : Step.CONTACT_REPLY;
        }
        int die = dice.below(20, SALT, number);
        if (die >= ASIDES.size() || (left <= 2 && outline.isClosed())) {
            return isAsked ? Step.REPLY : Step.CONTACT_REPLY;
        }
        Step aside = ASIDES.get(die);
        return aside == Step.CLOSE && left == 1 ? Step.REPLY : aside;
    }

    private static boolean isBot(Agent agent, int at) {
        return agent == Agent.RESOLVES || (agent == Agent.ESCALATES && at == 0);
    }

    /** Returns the time of a part of a long conversation: about one an hour, if there was so much time. */
    private long evenly(ConversationOutline outline, int at) {
        long room = Math.min(sizes.newest() - outline.created(), outline.parts() * HOUR);
        return outline.created() + room * (at + 1) / (outline.parts() + 1);
    }

    private long after(long before, Step step, boolean isBot, long number) {
        if (isBot) {
            return before + (step == Step.CLOSE ? wait(10 * MINUTE, 24 * HOUR, number) : wait(4, MINUTE, number));
        }
        return switch (step) {
            case CONTACT_REPLY -> before + wait(MINUTE / 2, 12 * HOUR, number);
            case REPLY, QUICK_REPLY -> inOfficeHours(before + wait(MINUTE, 2 * HOUR, number), number);
            case NOTE, ASSIGNMENT, OPEN -> inOfficeHours(before + wait(MINUTE, HOUR / 2, number), number);
            case CLOSE -> inOfficeHours(before + wait(5 * MINUTE, 48 * HOUR, number), number);
        };
    }

    private long wait(long least, long most, long number) {
        return dice.skewed(least, most, SALT + 7, number);
    }

    /** Returns the time itself in office hours, else a time soon after the office opens. */
    private long inOfficeHours(long time, long number) {
        long open = WorkingWeek.nextOpen(time);
        return open == time ? time : open + dice.skewed(MINUTE, HOUR, SALT + 8, number);
    }

    private PartEvent turn(ConversationOutline outline, long at, Step step, boolean isBot, long number) {
        boolean isContact = step == Step.CONTACT_REPLY;
        return new PartEvent(
                at,
                step.type,
                isContact ? Author.CONTACT : isBot ? Author.OTHER : Author.ADMIN,
                isContact ? null : author(outline, number),
                step.hasText(),
                step == Step.ASSIGNMENT && assignee(number) != null);
    }

    /** Returns the id of the admin who writes: most often the one to whom the conversation is assigned. */
    private String author(ConversationOutline outline, long number) {
        String assignee = outline.assignee();
        return assignee == null || dice.percent(25, SALT + 5, number) ? adminId(number) : assignee;
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
