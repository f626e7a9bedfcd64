package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The companies, segments and tags of generated people. Both directions are computed, without a table. */
public final class GeneratedMemberships {

    private static final int SALT = 2_000;
    /** One company in this many has a first member with more companies than an embedded list shows. */
    private static final int SOCIABLE = 50;

    private static final int MOST_FURTHER = 14;
    /** One company in this many has no users. */
    private static final int WITHOUT_USERS = 40;

    private final GeneratorSettings sizes;
    private final SeededRandom dice;
    private final List<String> segmentIds;
    private final Map<String, Long> segmentSizes = new HashMap<>();

    public GeneratedMemberships(GeneratorSettings sizes, SeededRandom dice) {
        this.sizes = sizes;
        this.dice = dice;
        this.segmentIds = IntStream.range(0, sizes.segments())
                .mapToObj(GeneratedIds.of(ObjectType.SEGMENTS)::id)
                .toList();
    }

    public boolean isUser(int contact) {
        return !dice.percent(25, SALT, contact) && !isOnlyPersonOfCompany(contact);
    }

    /** Returns the ids of the companies of a contact. */
    List<Object> companiesOf(int contact) {
        List<Object> ids = new ArrayList<>();
        int companies = sizes.companies();
        if (companies > sizes.contacts()) {
            for (int company = contact; company < companies; company += sizes.contacts()) {
                ids.add(GeneratedIds.of(ObjectType.COMPANIES).id(company));
            }
        } else if (companies > 0 && belongs(contact)) {
            int own = companyOf(contact);
            for (int further = 0; further <= furtherCompanies(contact, own); further++) {
                ids.add(GeneratedIds.of(ObjectType.COMPANIES).id((own + further) % companies));
            }
        }
        return ids;
    }

    /** Returns the indexes of the contacts of a company. */
    public List<Integer> contactsOf(int company) {
        List<Integer> contacts = new ArrayList<>();
        int count = sizes.contacts();
        if (count == 0) {
            return contacts;
        }
        if (sizes.companies() > count) {
            contacts.add(company % count);
            return contacts;
        }
        for (int contact = first(company); contact < first(company + 1); contact++) {
            if (belongs(contact)) {
                contacts.add(contact);
            }
        }
        for (int back = 1; back <= Math.min(MOST_FURTHER, sizes.companies() - 1); back++) {
            int own = Math.floorMod(company - back, sizes.companies());
            if (furtherCompanies(first(own), own) >= back) {
                contacts.add(first(own));
            }
        }
        return contacts;
    }

    private int companyOf(int contact) {
        int guess = (int) ((long) contact * sizes.companies() / sizes.contacts());
        return first(guess + 1) <= contact ? guess + 1 : guess;
    }

    private int first(int company) {
        return (int) ((long) company * sizes.contacts() / sizes.companies());
    }

    private boolean belongs(int contact) {
        int company = companyOf(contact);
        return first(company) == contact || (!hasOneLead(company) && dice.percent(70, SALT + 1, contact));
    }

    /** Returns whether a lead is the only person of the company, so that it has no users. */
    private static boolean hasOneLead(int company) {
        return company % WITHOUT_USERS == 21;
    }

    private boolean isOnlyPersonOfCompany(int contact) {
        if (sizes.companies() == 0 || sizes.companies() > sizes.contacts()) {
            return false;
        }
        int company = companyOf(contact);
        return hasOneLead(company) && first(company) == contact;
    }

    private int furtherCompanies(int contact, int own) {
        boolean sociable = own % SOCIABLE == 7 && first(own) == contact;
        return sociable ? Math.min(sizes.companies() - 1, 9 + dice.below(6, SALT + 2, contact)) : 0;
    }

    public boolean inSegment(int contact, int segment) {
        return isUser(contact) == isForUsers(segment)
                && dice.percent(5 + segment * 7 % 60, SALT + 100 + segment, contact);
    }

    /** Finds the contacts of the segment of that id, of which there may be none. */
    public IntPredicate inSegment(String id) {
        int segment = segmentIds.indexOf(id);
        return segment < 0 ? contact -> false : contact -> inSegment(contact, segment);
    }

    static boolean isForUsers(int segment) {
        return segment % 3 != 2;
    }

    /** Returns the ids of the segments of a contact. */
    public List<Object> segmentsOf(int contact) {
        List<Object> ids = new ArrayList<>();
        for (int segment = 0; segment < sizes.segments(); segment++) {
            if (inSegment(contact, segment)) {
                ids.add(segmentIds.get(segment));
            }
        }
        return ids;
    }

    /** Returns the number of generated contacts of each segment, by the segment's id. */
    public synchronized Map<String, Long> segmentSizes() {
        if (segmentSizes.isEmpty()) {
            for (int segment = 0; segment < sizes.segments(); segment++) {
                int asked = segment;
                long size = IntStream.range(0, sizes.contacts())
                        .filter(contact -> inSegment(contact, asked))
                        .count();
                segmentSizes.put(segmentIds.get(segment), size);
            }
        }
        return segmentSizes;
    }

    /** Returns the tags of a contact, each with the admin and the time. */
    public List<Object> contactTags(int contact, long applied) {
        return tags(SALT + 3, contact, applied);
    }

    /** Returns the tags of a conversation, each with the admin and the time. */
    List<Object> conversationTags(int conversation, long applied) {
        return tags(SALT + 7, conversation, applied);
    }

    boolean hasTag(int contact, int tag) {
        int count = tagCount(SALT + 3, contact);
        return count > 0 && Math.floorMod(tag - dice.below(sizes.tags(), SALT + 6, contact), sizes.tags()) < count;
    }

    private List<Object> tags(int salt, int index, long applied) {
        List<Object> tags = new ArrayList<>();
        int start = dice.below(sizes.tags(), salt + 3, index);
        for (int at = 0; at < tagCount(salt, index); at++) {
            Map<String, Object> tag = FakeJson.object(
                    "id", GeneratedIds.of(ObjectType.TAGS).id((start + at) % sizes.tags()), "applied_at", applied);
            tag.put("applied_by", applier(salt, index));
            tags.add(tag);
        }
        return tags;
    }

    private int tagCount(int salt, int index) {
        int die = dice.below(100, salt + 1, index);
        int count = die < 60 ? 0 : die < 98 ? 1 + die % 3 : 10 + dice.below(4, salt + 2, index);
        return Math.min(count, sizes.tags());
    }

    private @Nullable Object applier(int salt, int index) {
        return sizes.admins() == 0
                ? null
                : FakeJson.object(
                        "type",
                        "admin",
                        "id",
                        GeneratedIds.of(ObjectType.ADMINS).id(dice.below(sizes.admins(), salt + 4, index)));
    }
}
