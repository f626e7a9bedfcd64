package io.intercomsync.internal.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of a kind of JSON objects, in the order in which they are sent; each is there once. Immutable. */
public final class MemberNames {
    /** Where there are more, they are data. */
    private static final int MOST_DERIVED = 64;

    private final String[] inOrder;
    private volatile @Nullable Map<String, Integer> positions;
    private volatile @Nullable Spelling spelling;
    private volatile @Nullable Map<Object, MemberNames> derived;

    /** @param inOrder the names, each once; it must not change any more */
    public MemberNames(String... inOrder) {
        this.inOrder = inOrder;
    }

    /** How many there are. */
    public int size() {
        return inOrder.length;
    }

    /** The name at a position, from 0 on. */
    public String at(int position) {
        return inOrder[position];
    }

    /** Where a name stands; -1 if it is not there. */
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

    /** The n-th position in the order of the names' characters. */
    public int alphabetical(int n) {
        return spelling().positions[n];
    }

    /**
     * What JSON writes before the value of the n-th name in the order of the names' characters: the name in quotes, the colon
     * behind it, and what sets it off from what is before it.
     */
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

    /** These names but for those at some positions, in the same order. */
    MemberNames without(boolean[] leftOut) {
        return derived(
                new Positions(leftOut),
                () -> IntStream.range(0, inOrder.length)
                        .filter(position -> !leftOut[position])
                        .mapToObj(this::at));
    }

    /** These names, and more behind them, none of which is there yet. */
    MemberNames followedBy(List<String> more) {
        return derived(List.copyOf(more), () -> Stream.concat(Stream.of(inOrder), more.stream()));
    }

    /** What is taken from objects of a kind, or given to them, is the same for most. */
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

    /** How objects with these names are written. */
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
                JsonText.appendQuoted(names[positions[i]], label);
                labels[i] = label.append(':').toString();
            }
            return new Spelling(positions, labels);
        }
    }

    /** Some positions, which do not change. */
    private static final class Positions {
        private final boolean[] chosen;

        Positions(boolean[] chosen) {
            this.chosen = chosen;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Positions positions && Arrays.equals(chosen, positions.chosen);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(chosen);
        }
    }
}
