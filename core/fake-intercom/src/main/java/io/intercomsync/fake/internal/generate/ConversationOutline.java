package io.intercomsync.fake.internal.generate;

import org.jspecify.annotations.Nullable;

/**
 * A generated conversation before its parts are made.
 *
 * @param created when it began, in seconds
 * @param parts how many parts it has in the end
 * @param isLong whether it has more parts than Intercom shows
 * @param isClosed whether it ends with a close
 * @param agent the part that the AI agent takes in it
 * @param assignee the id of the admin to whom it is assigned; null for nobody
 */
record ConversationOutline(
        int index,
        long created,
        int parts,
        boolean isLong,
        boolean isClosed,
        Agent agent,
        @Nullable String assignee) {

    enum Agent {
        ABSENT,
        /** The AI agent answers first, and teammates go on. */
        ESCALATES,
        /** The AI agent answers alone. */
        RESOLVES
    }
}
