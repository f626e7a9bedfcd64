package io.intercomsync.internal.json;

import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.value.MemberNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the objects that were seen before. All objects of a kind have the same ones in the same order; so after each name
 * only few others come, and to find that it is one of those is much cheaper than to decode it. Thread-safe.
 */
public final class MemberNameTrie {
    /**
     * Far more than Intercom's objects take. Objects with the same first name share this many, so that those whose names are data,
     * such as custom attributes, take nothing from the others, which nearly all begin with their type.
     */
    private static final int MOST_AFTER_ONE_FIRST = 800;

    /** Where more than so many different names follow one, they are data. */
    private static final int MOST_AFTER_ONE = 64;

    private final Place first = new Place(null, "", 0);
    private final Map<String, Integer> learnt = new HashMap<>();

    /** Where an object begins. */
    Place first() {
        return first;
    }

    /** The place behind a name; {@code null} if it is not known, and there are too many to learn it, or it comes a second time. */
    synchronized @Nullable Place learn(Place after, String name) {
        Place known = after.following.find(name);
        if (known != null) {
            return known;
        }
        List<String> before = after.inOrder();
        String firstName = before.isEmpty() ? name : before.get(0);
        if (learnt.getOrDefault(firstName, 0) == MOST_AFTER_ONE_FIRST
                || after.following.size() == MOST_AFTER_ONE
                || before.contains(name)) {
            return null;
        }
        learnt.merge(firstName, 1, Integer::sum);
        Place place = new Place(after, name, after.size + 1);
        after.following = new Following(after.following, place);
        return place;
    }

    /** Behind one name of an object, or before the first one. */
    static final class Place {
        private final @Nullable Place before;
        private final String name;
        private final int size;
        private volatile Following following = Following.NOTHING;
        private volatile @Nullable MemberNames ofEnded;

        private Place(@Nullable Place before, String name, int size) {
            this.before = before;
            this.name = name;
            this.size = size;
        }

        String name() {
            return name;
        }

        /** Reads the next name, if it is one that was seen here before; else it is still to be read, and this is {@code null}. */
        @Nullable
        Place next(JsonReader reader) throws IOException {
            Following now = following;
            int at = reader.selectName(now.options);
            return at < 0 ? null : now.places[at];
        }

        /** The names of an object that ends here. */
        MemberNames ofEnded() {
            MemberNames known = ofEnded;
            if (known == null) {
                known = new MemberNames(inOrder().toArray(new String[0]));
                ofEnded = known;
            }
            return known;
        }

        private List<String> inOrder() {
            String[] all = new String[size];
            Place place = this;
            for (int i = size - 1; i >= 0 && place != null; i--) {
                all[i] = place.name;
                place = place.before;
            }
            return Arrays.asList(all);
        }
    }

    /** What may come next. */
    private static final class Following {
        static final Following NOTHING = new Following();

        private final Place[] places;
        private final JsonReader.Options options;

        private Following(Place... places) {
            this.places = places;
            this.options =
                    JsonReader.Options.of(Stream.of(places).map(Place::name).toArray(String[]::new));
        }

        Following(Following others, Place place) {
            this(Stream.concat(Stream.of(others.places), Stream.of(place)).toArray(Place[]::new));
        }

        int size() {
            return places.length;
        }

        @Nullable
        Place find(String name) {
            return Stream.of(places)
                    .filter(place -> place.name.equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }
}
