package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.generate.ConversationStatistics;
import io.intercomsync.fake.internal.generate.GeneratedCompanies;
import io.intercomsync.fake.internal.generate.GeneratedContacts;
import io.intercomsync.fake.internal.generate.GeneratedConversations;
import io.intercomsync.fake.internal.generate.GeneratedIds;
import io.intercomsync.fake.internal.generate.GeneratedLists;
import io.intercomsync.fake.internal.generate.GeneratedMemberships;
import io.intercomsync.fake.internal.generate.GeneratedParts;
import io.intercomsync.fake.internal.generate.GeneratorSettings;
import io.intercomsync.fake.internal.generate.PartEvent;
import io.intercomsync.fake.internal.generate.SeededRandom;
import io.intercomsync.fake.internal.json.FakeJson;
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
 * All objects and their relations. Read within {@link #reading} and edit within {@link #editing}; call all other
 * methods only within one of the two. Each of them sees the workspace at one moment, even if the clock goes on
 * meanwhile.
 */
public final class Workspace {

    public final GeneratorSettings sizes;
    public final Clock clock;
    public final ObjectDefaults defaults;
    public final GeneratedContacts people;
    public final GeneratedConversations talks;
    public final GeneratedMemberships membership;
    public final DataAttributes attributes = new DataAttributes();
    /** The survivor's id of each contact that was merged into another. */
    public final Map<String, String> merged = new HashMap<>();
    /** The contacts that were merged into a contact, by the id of the survivor, newest last. */
    public final Map<String, List<Map<String, Object>>> mergeHistory = new HashMap<>();

    public final List<Map<String, Object>> deletedConversations = new ArrayList<>();
    final Set<Integer> archived = new HashSet<>();
    /** The numbers of conversations that are served exactly as they were given. */
    final Set<Integer> asGiven = new HashSet<>();

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<ObjectType, ObjectTable> tables = new HashMap<>();
    private final Map<ObjectType, DelayedIndex> indexes = new HashMap<>();
    private final GeneratedParts generatedParts;
    private final Map<Integer, List<Map<String, Object>>> editedParts = new HashMap<>();
    private final Map<String, Set<Integer>> members = new HashMap<>();
    private long revision;

    public Workspace(GeneratorSettings sizes, Clock clock) {
        this.sizes = sizes;
        this.clock = clock;
        this.defaults = new ObjectDefaults(sizes.workspaceId());
        SeededRandom dice = new SeededRandom(sizes.seed());
        this.membership = new GeneratedMemberships(sizes, dice);
        this.people = new GeneratedContacts(sizes, dice, membership);
        this.talks = new GeneratedConversations(sizes, dice, people, membership);
        GeneratedLists lists = new GeneratedLists(sizes, dice);
        this.generatedParts = new GeneratedParts(dice, talks, lists);
        add(ObjectType.CONTACTS, sizes.contacts(), people::make);
        add(ObjectType.COMPANIES, sizes.companies(), new GeneratedCompanies(sizes, dice)::make);
        add(ObjectType.CONVERSATIONS, sizes.conversations(), talks::make);
        add(ObjectType.SEGMENTS, sizes.segments(), lists::segment);
        add(ObjectType.TAGS, sizes.tags(), lists::tag);
        add(ObjectType.ADMINS, sizes.admins(), lists::admin);
        add(ObjectType.TEAMS, sizes.teams(), lists::team);
        for (ObjectType type : ObjectType.values()) {
            if (!tables.containsKey(type)) {
                add(type, 0, number -> Map.of()); // nothing of it is generated
            }
        }
    }

    private void add(ObjectType resource, int count, IntFunction<Map<String, Object>> maker) {
        tables.put(resource, new ObjectTable(GeneratedIds.of(resource), count, maker));
        indexes.put(resource, new DelayedIndex());
    }

    public <T> T reading(Supplier<T> work) {
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

    public void editing(Runnable work) {
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
    public <T> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A number that grows with every edit and when an index has caught up. */
    public long revision() {
        return revision;
    }

    public long now() {
        return clock.instant().getEpochSecond();
    }

    public ObjectTable table(ObjectType resource) {
        ObjectTable table = tables.get(resource);
        if (table == null) {
            throw new IllegalStateException("no table of " + resource);
        }
        return table;
    }

    public DelayedIndex index(ObjectType resource) {
        DelayedIndex index = indexes.get(resource);
        if (index == null) {
            throw new IllegalStateException("no index of " + resource);
        }
        return index;
    }

    /** Returns false only for a deleted object. An id that nobody created counts as existing. */
    public boolean exists(ObjectType resource, String id) {
        int number = table(resource).number(id);
        return number < 0 || table(resource).isPresent(number);
    }

    /** Returns the ids in a plain list of ids or objects, without deleted ones. */
    public List<String> ids(@Nullable Object list, ObjectType resource) {
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

    public List<Map<String, Object>> parts(int conversation) {
        List<Map<String, Object>> parts = editedParts.get(conversation);
        if (parts != null) {
            return parts;
        }
        return table(ObjectType.CONVERSATIONS).isGenerated(conversation) ? generatedParts.of(conversation) : List.of();
    }

    int partCount(int conversation) {
        List<Map<String, Object>> parts = editedParts.get(conversation);
        if (parts != null) {
            return parts.size();
        }
        return table(ObjectType.CONVERSATIONS).isGenerated(conversation) ? talks.partCount(conversation) : 0;
    }

    /** Returns the statistics of a conversation: its own values, and for the rest those that follow from its parts. */
    @Nullable
    public Object statistics(int number, Map<String, Object> conversation) {
        List<Map<String, Object>> edited = editedParts.get(number);
        return edited == null && table(ObjectType.CONVERSATIONS).isGenerated(number)
                ? statisticsAsGenerated(number, conversation)
                : statistics(number, conversation, () -> turns(edited));
    }

    /** Returns the statistics as they follow from the generated parts, whatever was edited. */
    @Nullable
    public Object statisticsAsGenerated(int number, Map<String, Object> conversation) {
        return statistics(number, conversation, () -> talks.turns(number));
    }

    private @Nullable Object statistics(int number, Map<String, Object> conversation, Supplier<List<PartEvent>> parts) {
        Object own = conversation.get("statistics");
        if (!(own instanceof Map<?, ?> values) || asGiven.contains(number)) {
            return own;
        }
        Map<String, Object> team = table(ObjectType.TEAMS).find(String.valueOf(conversation.get("team_assignee_id")));
        Map<String, Object> statistics = ConversationStatistics.of(conversation, parts.get(), team);
        statistics.putAll(FakeJson.asObject(values));
        return statistics;
    }

    private static List<PartEvent> turns(@Nullable List<Map<String, Object>> parts) {
        return parts == null ? List.of() : parts.stream().map(PartEvent::of).toList();
    }

    void setParts(int conversation, List<Map<String, Object>> parts) {
        editedParts.put(conversation, parts);
    }

    /** Stores the companies of an edited contact. */
    void setCompanies(int contact, List<String> companies) {
        members.values().forEach(contacts -> contacts.remove(contact));
        companies.forEach(company ->
                members.computeIfAbsent(company, none -> new LinkedHashSet<>()).add(contact));
    }

    /** Keeps in mind that the company has, or had, people: without them it is invisible from then on. */
    void rememberPeopleOf(String company) {
        members.computeIfAbsent(company, none -> new LinkedHashSet<>());
    }

    /** Returns the numbers of the present contacts of a company. */
    public List<Integer> contactsOf(int company) {
        ObjectTable contacts = table(ObjectType.CONTACTS);
        Set<Integer> found = new LinkedHashSet<>();
        if (table(ObjectType.COMPANIES).isGenerated(company)) {
            for (int contact : membership.contactsOf(company)) {
                if (contacts.isUntouched(contact) && contacts.isPresent(contact)) {
                    found.add(contact);
                }
            }
        }
        for (int contact : members.getOrDefault(table(ObjectType.COMPANIES).id(company), Set.of())) {
            if (contacts.isPresent(contact)) {
                found.add(contact);
            }
        }
        return new ArrayList<>(found);
    }

    /**
     * Returns the user_count of a company: the value of the test, or else the number of its people. A company that
     * never had any people counts one invisible user, so a test can make a visible company without making people.
     */
    public Object userCount(int company, Map<String, Object> object) {
        Object told = object.get("user_count");
        if (told != null) {
            return told;
        }
        int people = contactsOf(company).size();
        if (people > 0) {
            return (long) people;
        }
        boolean hadPeople = members.containsKey(table(ObjectType.COMPANIES).id(company))
                || (table(ObjectType.COMPANIES).isGenerated(company) && sizes.contacts() > 0);
        return hadPeople ? 0L : 1L;
    }

    public boolean isVisible(int company) {
        ObjectTable companies = table(ObjectType.COMPANIES);
        if (companies.isUntouched(company)) {
            return !userCount(company, Map.of()).equals(0L);
        }
        return !(userCount(company, companies.get(company)) instanceof Number users) || users.longValue() != 0;
    }

    /** Returns the number of contacts of each segment, by the segment's id. */
    public Map<String, Long> segmentSizes() {
        Map<String, Long> sizes = new HashMap<>(membership.segmentSizes());
        ObjectTable contacts = table(ObjectType.CONTACTS);
        contacts.touched().forEach(contact -> {
            if (contacts.isGenerated(contact)) {
                membership.segmentsOf(contact).forEach(id -> sizes.merge(String.valueOf(id), -1L, Long::sum));
            }
            if (contacts.isPresent(contact)) {
                ids(contacts.get(contact).get("segments"), ObjectType.SEGMENTS)
                        .forEach(id -> sizes.merge(id, 1L, Long::sum));
            }
        });
        return sizes;
    }
}
