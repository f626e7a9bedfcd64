package io.intercomsync.testing;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** What the people of a workspace do while it is copied. Thread-safe, since requests come side by side. */
public final class BusyPeople {
    private final FakeIntercom fake;
    private final Clock clock;
    private final Random random;
    private final List<String> contacts;
    private final List<String> companies;
    private final List<String> conversations = new ArrayList<>();
    private final List<String> archived = new ArrayList<>();
    private final Map<String, String> parts = new HashMap<>();
    private int made;

    public BusyPeople(Copy copy, long seed, int talks) {
        this.fake = copy.fake;
        this.clock = copy.time;
        this.random = new Random(seed);
        this.contacts = ids(fake.truth().contacts().toList());
        this.companies = ids(fake.truth().companies().toList());
        // A company that its last person left is in no list, and stays
        companies.forEach(id -> fake.company(id, Map.of("user_count", 3)));
        fake.tag("vip", "VIP").segment("big", Map.of("name", "Big"));
        IntStream.range(0, talks).forEach(i -> converse("conversation " + i));
    }

    private static List<String> ids(List<Map<String, Object>> objects) {
        return new ArrayList<>(
                objects.stream().map(object -> String.valueOf(object.get("id"))).toList());
    }

    /** Does something, or nothing. */
    public synchronized void maybe() {
        if (random.nextInt(4) == 0) {
            made++;
            edit(random.nextInt(16));
        }
    }

    private void edit(int what) {
        switch (what) {
            case 0, 1 -> fake.contact(any(contacts), Map.of("name", "name " + made));
            case 2, 3 -> talk(any(conversations));
            case 4 -> fake.tag("t" + random.nextInt(5), "tag " + made);
            case 5 -> tag(any(contacts));
            case 6 -> join(any(contacts), any(companies));
            case 7 -> fake.conversation(any(conversations), Map.of("open", random.nextBoolean()));
            case 8 -> fake.company(any(companies), Map.of("name", "company " + made));
            case 9 -> come();
            case 10 -> redact(any(conversations));
            case 11 -> fake.tagConversation(any(conversations), "vip");
            case 12 -> fake.untagConversation(any(conversations), "vip");
            case 13 -> fake.becomeUser(any(contacts));
            case 14 -> rest(random.nextBoolean());
            default -> go();
        }
    }

    /** With a new version: lists of more than ten are not asked for anew without one. */
    private void tag(String contact) {
        fake.tagContact(contact, "vip").enterSegment(contact, "big").contact(contact, Map.of("name", "tagged " + made));
    }

    private void join(String contact, String company) {
        fake.joinCompany(contact, company).contact(contact, Map.of("name", "joined " + made));
    }

    private void come() {
        contacts.add("contact " + made);
        fake.contact("contact " + made, Map.of("role", random.nextBoolean() ? "lead" : "user"));
        if (random.nextBoolean()) { // late to the index
            fake.searchableFrom("contact " + made, clock.instant().plusSeconds(60));
        }
        converse("new conversation " + made);
    }

    /** Without people, whose companies would be told in the conversation, and change without it. */
    private void converse(String id) {
        conversations.add(id);
        fake.conversation(id, Map.of("contacts", List.of()));
        talk(id);
    }

    private void talk(String conversation) {
        parts.put(conversation, fake.addPart(conversation, Map.of("body", "body " + made)));
    }

    private void redact(String conversation) {
        String part = parts.remove(conversation);
        if (part != null) {
            fake.redactPart(conversation, part);
        }
    }

    private void rest(boolean begins) {
        if (begins) {
            archived.add(taken(contacts));
            fake.archive(archived.get(archived.size() - 1));
        } else if (!archived.isEmpty()) {
            contacts.add(taken(archived));
            tag(unarchived(contacts.get(contacts.size() - 1)));
        }
    }

    private String unarchived(String contact) {
        fake.unarchive(contact);
        return contact;
    }

    private void go() {
        switch (random.nextInt(8)) {
            case 0 -> fake.delete(ObjectType.CONTACTS, taken(contacts));
            case 1 -> fake.delete(ObjectType.CONVERSATIONS, taken(conversations));
            case 2 -> fake.delete(ObjectType.COMPANIES, taken(companies));
            case 3 -> fake.merge(taken(contacts), any(contacts));
            default -> tag(any(contacts));
        }
    }

    private String any(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private String taken(List<String> ids) {
        return ids.remove(random.nextInt(ids.size()));
    }
}
