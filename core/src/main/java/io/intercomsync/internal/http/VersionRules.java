package io.intercomsync.internal.http;

/**
 * The abilities of the chosen version of Intercom's API.
 *
 * @param name Intercom's name of the version
 * @param searchesBySecond whether a search of contacts compares times by the second; else by the workspace's day
 * @param listsDeletedConversations whether deleted conversations can be asked for
 * @param listsConversationAttributes whether the custom attributes of conversations can be asked for
 * @param isFirstGeneration whether this is 1.x, with users and leads instead of contacts
 */
public record VersionRules(
        String name,
        boolean searchesBySecond,
        boolean listsDeletedConversations,
        boolean listsConversationAttributes,
        boolean isFirstGeneration) {}
