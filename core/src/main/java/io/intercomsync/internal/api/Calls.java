package io.intercomsync.internal.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that the feeds make: each one paced, repeated after a passing fault, and counted. Thread-safe. */
public final class Calls {
    Calls() {}

    /** How many requests have been sent through this object so far, repeated ones included. */
    public long requests() {
        throw new UnsupportedOperationException();
    }

    /** Whose token it is. */
    public Me me() {
        throw new UnsupportedOperationException();
    }

    /** A page of all contacts, in no certain order. */
    public Page contacts(int perPage, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    /** A page of the contacts that match. */
    public Page searchContacts(Search search, int perPage, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    /** A page of the conversations that match, without their parts. */
    public Page searchConversations(Search search, int perPage, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    /** One contact. */
    public Lookup contact(String id) {
        throw new UnsupportedOperationException();
    }

    /** One conversation with its newest 500 parts; empty if there is none. */
    public Optional<Map<String, @Nullable Object>> conversation(String id) {
        throw new UnsupportedOperationException();
    }

    /** One company; empty if there is none. */
    public Optional<Map<String, @Nullable Object>> company(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The next page of the one scroll over all companies. A fault is thrown at once and not asked for again, since the answer
     * may have been lost with its page: the scroll must be started anew. Only a 429, which moved nothing, is waited for.
     *
     * @param scrollParam what the last page said; {@code null} starts a scroll
     */
    public Page scrollCompanies(@Nullable String scrollParam) {
        throw new UnsupportedOperationException();
    }

    /** A page of the companies, at most 60 of the first 10,000. The token needs the permission to write companies. */
    public Page listCompanies(int page, int perPage) {
        throw new UnsupportedOperationException();
    }

    /** All tags of a contact, with their names. */
    public List<Map<String, @Nullable Object>> contactTags(String id) {
        throw new UnsupportedOperationException();
    }

    /** All companies of a contact, whole. */
    public List<Map<String, @Nullable Object>> contactCompanies(String id) {
        throw new UnsupportedOperationException();
    }

    /** All segments that a contact is in. */
    public List<Map<String, @Nullable Object>> contactSegments(String id) {
        throw new UnsupportedOperationException();
    }

    /** All segments. */
    public Page segments(boolean includeCount) {
        throw new UnsupportedOperationException();
    }

    /** All tags. */
    public Page tags() {
        throw new UnsupportedOperationException();
    }

    /** All admins. */
    public Page admins() {
        throw new UnsupportedOperationException();
    }

    /** All teams. */
    public Page teams() {
        throw new UnsupportedOperationException();
    }

    /** A page of the conversations that were deleted, the last one first; at most 60. */
    public Page deletedConversations(int page, int perPage) {
        throw new UnsupportedOperationException();
    }
}
