package io.intercomsync.model;

/** A record of one of the nine collections. */
public sealed interface IntercomRecord
        permits User, Company, Contact, Segment, Tag, Conversation, Admin, SocialProfile, ConversationPart {}
