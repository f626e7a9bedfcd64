package io.intercomsync.internal.value;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of the members of a kind of JSON objects, each once, in the order in which they were sent. Immutable. */
public final class MemberNames {
    /** The most sets of names that are remembered as derived from one; more are data. */
    private static final int MOST_DERIVED = 64;

    private final String[] inOrder;
    private volatile @Nullable Map<String, Integer> positions;
    private volatile @Nullable Spelling spelling;
    private volatile @Nullable Map<Object, MemberNames> derived;

    /** @param inOrder the names, each once; it must not change any more */
    public MemberNames(String... inOrder) {
        this.inOrder = inOrder;
    }

    /** Returns how many names there are. */
    public int size() {
        return inOrder.length;
    }

    /** Returns the name at a position, from 0 on. */
    public String at(int position) {
        return inOrder[position];
    }

    /** Returns the position of a name; -1 if it is not there. */
    public int position(@Nullable Object name) {
        Map<String, Integer> known = positions;
        if (known == null) {
            known = new HashMap<>(inOrder.length * 2);
            for (int i = 0; i < inOrder.length; i++) {
                known.put(inOrder[i], i);
            }
            positions = known;
        }
        return known.getOrDefault(name, -1);
    }

    /** Returns the position of the n-th name in alphabetical order. */
    public int alphabetical(int n) {
        return spelling().positions[n];
    }

    /** Returns the JSON that stands before the value of the n-th name in alphabetical order: {@code ,"name":}, for example. */
    public String label(int n) {
        return spelling().labels[n];
    }

    private Spelling spelling() {
        Spelling known = spelling;
        if (known == null) {
            known = Spelling.of(inOrder);
            spelling = known;
        }
        return known;
    }

    /** Returns the names but for those at some positions, in the same order. */
    MemberNames without(BitSet leftOut) {
        return derived(
                leftOut,
                () -> IntStream.range(0, inOrder.length)
                        .filter(position -> !leftOut.get(position))
                        .mapToObj(this::at));
    }

    /** Returns the names followed by more names, which must be new. */
    MemberNames followedBy(List<String> more) {
        return derived(List.copyOf(more), () -> Stream.concat(Stream.of(inOrder), more.stream()));
    }

    /** Remembers derived names: most objects of a kind lose or gain the same members. */
    private MemberNames derived(Object difference, Supplier<Stream<String>> all) {
        Map<Object, MemberNames> known = derived;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            derived = known;
        }
        MemberNames names = known.get(difference);
        if (names == null) {
            names = new MemberNames(all.get().toArray(String[]::new));
            if (known.size() < MOST_DERIVED) {
                known.put(difference, names);
            }
        }
        return names;
    }

    /** The names as JSON writes them, in alphabetical order. */
    private static final class Spelling {
        private final int[] positions;
        private final String[] labels;

        private Spelling(int[] positions, String[] labels) {
            this.positions = positions;
            this.labels = labels;
        }

        static Spelling of(String[] names) {
            int[] positions = IntStream.range(0, names.length)
                    .boxed()
                    .sorted(Comparator.comparing(position -> names[position]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            String[] labels = new String[names.length];
            for (int i = 0; i < labels.length; i++) {
                StringBuilder label = new StringBuilder(i == 0 ? "{" : ",");
                JsonQuoting.appendQuoted(names[positions[i]], label);
                labels[i] = label.append(':').toString();
            }
            return new Spelling(positions, labels);
        }
    }
}
