package io.intercomsync.fake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All objects and how they hang together. Reads run within {@link #reading}, edits within {@link #editing}; everything
 * else here is for code that runs in one of the two. Each of them sees one moment, however the clock goes on meanwhile.
 */
final class Workspace {

    final Sizes sizes;
    final Clock clock;
    final Defaults defaults;
    final GeneratedContacts people;
    final GeneratedConversations talks;
    final Membership membership;
    final Attributes attributes = new Attributes();
    /** Ids of contacts that were merged away, each with the id of the contact that stayed. */
    final Map<String, String> merged = new HashMap<>();
    /** What was merged into a contact, by that contact's id, newest last. */
    final Map<String, List<Map<String, Object>>> mergeHistory = new HashMap<>();

    final List<Map<String, Object>> deletedConversations = new ArrayList<>();
    final Set<Integer> archived = new HashSet<>();
    /** Numbers of the conversations that are served exactly as they were given. */
    final Set<Integer> asGiven = new HashSet<>();

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Resource, Table> tables = new HashMap<>();
    private final Map<Resource, LateIndex> indexes = new HashMap<>();
    private final GeneratedParts generatedParts;
    private final Map<Integer, List<Map<String, Object>>> editedParts = new HashMap<>();
    private final Map<String, Set<Integer>> members = new HashMap<>();
    private long revision;

    Workspace(Sizes sizes, Clock clock) {
        this.sizes = sizes;
        this.clock = clock;
        this.defaults = new Defaults(sizes.workspaceId());
        Dice dice = new Dice(sizes.seed());
        this.membership = new Membership(sizes, dice);
        this.people = new GeneratedContacts(sizes, dice, membership);
        this.talks = new GeneratedConversations(sizes, dice, people, membership);
        this.generatedParts = new GeneratedParts(dice, talks);
        GeneratedLists lists = new GeneratedLists(sizes, dice);
        add(Resource.CONTACTS, sizes.contacts(), people::make);
        add(Resource.COMPANIES, sizes.companies(), new GeneratedCompanies(sizes, dice)::make);
        add(Resource.CONVERSATIONS, sizes.conversations(), talks::make);
        add(Resource.SEGMENTS, sizes.segments(), lists::segment);
        add(Resource.TAGS, sizes.tags(), lists::tag);
        add(Resource.ADMINS, sizes.admins(), lists::admin);
        add(Resource.TEAMS, sizes.teams(), lists::team);
    }

    private void add(Resource resource, int count, IntFunction<Map<String, Object>> maker) {
        tables.put(resource, new Table(resource.ids(), count, maker));
        indexes.put(resource, new LateIndex());
    }

    <T> T reading(Supplier<T> work) {
        long now = clock.millis();
        if (indexes.values().stream().anyMatch(index -> index.isBehind(now))) {
            editing(() -> {}); // before it, the indexes catch up
        }
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void editing(Runnable work) {
        lock.writeLock().lock();
        try {
            long now = clock.millis();
            indexes.values().forEach(index -> index.catchUp(now));
            work.run();
            revision++;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Runs what edits and answers by what it has made, with nobody in between. */
    <T> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Grows with every edit, and when an index has caught up. */
    long revision() {
        return revision;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    Table table(Resource resource) {
        Table table = tables.get(resource);
        if (table == null) {
            throw new IllegalStateException("no table of " + resource);
        }
        return table;
    }

    LateIndex index(Resource resource) {
        LateIndex index = indexes.get(resource);
        if (index == null) {
            throw new IllegalStateException("no index of " + resource);
        }
        return index;
    }

    /** False only for what was there and was deleted; an id that nobody ever made is taken as it is. */
    boolean exists(Resource resource, String id) {
        int number = table(resource).number(id);
        return number < 0 || table(resource).isPresent(number);
    }

    /** The ids in a plain list of ids or of objects, without those of deleted objects. */
    List<String> ids(@Nullable Object list, Resource resource) {
        List<String> ids = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                String id = String.valueOf(item instanceof Map<?, ?> map ? map.get("id") : item);
                if (exists(resource, id)) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    List<Map<String, Object>> parts(int conversation) {
        List<Map<String, Object>> parts = editedParts.get(conversation);
        if (parts != null) {
            return parts;
        }
        return table(Resource.CONVERSATIONS).isGenerated(conversation) ? generatedParts.of(conversation) : List.of();
    }

    int partCount(int conversation) {
        List<Map<String, Object>> parts = editedParts.get(conversation);
        if (parts != null) {
            return parts.size();
        }
        return table(Resource.CONVERSATIONS).isGenerated(conversation) ? talks.partCount(conversation) : 0;
    }

    /** Returns the statistics of a conversation: its own values, and for the rest those that follow from its parts. */
    @Nullable
    Object statistics(int number, Map<String, Object> conversation) {
        List<Map<String, Object>> edited = editedParts.get(number);
        return edited == null && table(Resource.CONVERSATIONS).isGenerated(number)
                ? statisticsAsGenerated(number, conversation)
                : statistics(number, conversation, () -> turns(edited));
    }

    /** The same, whatever became of the generated parts. */
    @Nullable
    Object statisticsAsGenerated(int number, Map<String, Object> conversation) {
        return statistics(number, conversation, () -> talks.turns(number));
    }

    private @Nullable Object statistics(int number, Map<String, Object> conversation, Supplier<List<Turn>> parts) {
        Object own = conversation.get("statistics");
        if (!(own instanceof Map<?, ?> values) || asGiven.contains(number)) {
            return own;
        }
        Map<String, Object> statistics = Statistics.of(conversation, parts.get());
        statistics.putAll(Lists.object(values));
        return statistics;
    }

    private static List<Turn> turns(@Nullable List<Map<String, Object>> parts) {
        return parts == null ? List.of() : parts.stream().map(Turn::of).toList();
    }

    void setParts(int conversation, List<Map<String, Object>> parts) {
        editedParts.put(conversation, parts);
    }

    /** Notes which companies an edited contact belongs to from now on. */
    void setCompanies(int contact, List<String> companies) {
        members.values().forEach(contacts -> contacts.remove(contact));
        companies.forEach(company ->
                members.computeIfAbsent(company, none -> new LinkedHashSet<>()).add(contact));
    }

    /** Keeps in mind that the company has, or had, people: without them it is invisible from then on. */
    void rememberPeopleOf(String company) {
        members.computeIfAbsent(company, none -> new LinkedHashSet<>());
    }

    /** Numbers of the present contacts of a company. */
    List<Integer> contactsOf(int company) {
        Table contacts = table(Resource.CONTACTS);
        Set<Integer> found = new LinkedHashSet<>();
        if (table(Resource.COMPANIES).isGenerated(company)) {
            for (int contact : membership.contactsOf(company)) {
                if (contacts.isUntouched(contact) && contacts.isPresent(contact)) {
                    found.add(contact);
                }
            }
        }
        for (int contact : members.getOrDefault(table(Resource.COMPANIES).id(company), Set.of())) {
            if (contacts.isPresent(contact)) {
                found.add(contact);
            }
        }
        return new ArrayList<>(found);
    }

    /**
     * What the company says under user_count: what it was told to say, else how many people it has. One that nobody ever
     * belonged to counts one user nobody sees, so that a company alone makes a visible company.
     */
    Object userCount(int company, Map<String, Object> object) {
        Object told = object.get("user_count");
        if (told != null) {
            return told;
        }
        int people = contactsOf(company).size();
        if (people > 0) {
            return (long) people;
        }
        boolean hadPeople = members.containsKey(table(Resource.COMPANIES).id(company))
                || (table(Resource.COMPANIES).isGenerated(company) && sizes.contacts() > 0);
        return hadPeople ? 0L : 1L;
    }

    boolean isVisible(int company) {
        Table companies = table(Resource.COMPANIES);
        if (companies.isUntouched(company)) {
            return !userCount(company, Map.of()).equals(0L);
        }
        return !(userCount(company, companies.get(company)) instanceof Number users) || users.longValue() != 0;
    }

    /** How many contacts each segment has, by the segment's id. */
    Map<String, Long> segmentSizes() {
        Map<String, Long> sizes = new HashMap<>(membership.segmentSizes());
        Table contacts = table(Resource.CONTACTS);
        contacts.touched().forEach(contact -> {
            if (contacts.isGenerated(contact)) {
                membership.segmentsOf(contact).forEach(id -> sizes.merge(String.valueOf(id), -1L, Long::sum));
            }
            if (contacts.isPresent(contact)) {
                ids(contacts.get(contact).get("segments"), Resource.SEGMENTS)
                        .forEach(id -> sizes.merge(id, 1L, Long::sum));
            }
        });
        return sizes;
    }
}
