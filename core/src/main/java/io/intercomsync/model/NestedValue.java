package io.intercomsync.model;

import org.jspecify.annotations.Nullable;

/**
 * A value nested in a record: the JSON that Intercom sent, with typed accessors for what it is known to hold. A member of
 * another type than the accessor's reads as {@code null} and is still there in {@link #json()}.
 */
public sealed interface NestedValue
        permits AiAgent,
                Attachment,
                Author,
                Avatar,
                ConversationRating,
                FirstContactReply,
                LocationData,
                Message,
                Reference,
                SlaApplied,
                Statistics,
                UserAgentData {

    /**
     * The JSON as Java values: null, {@code Boolean}, {@code String}, {@code Long}, {@code BigInteger}, {@code BigDecimal},
     * unmodifiable {@code List} and {@code Map}.
     */
    @Nullable
    Object json();
}
