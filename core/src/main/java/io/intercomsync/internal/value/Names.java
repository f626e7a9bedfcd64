package io.intercomsync.internal.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a kind of JSON objects, in the order in which they are sent; each is there once. Immutable. */
public final class Names {
    private final String[] inOrder;
    private volatile @Nullable Map<String, Integer> positions;
    private volatile Integer @Nullable [] alphabetical;
    /** What objects of this kind are given later is mostly the same, too. */
    private volatile @Nullable Names longer;

    /** @param inOrder the names, each once; it must not change any more */
    public Names(String... inOrder) {
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
        Integer[] sorted = alphabetical;
        if (sorted == null) {
            sorted = new Integer[inOrder.length];
            Arrays.setAll(sorted, position -> position);
            Arrays.sort(sorted, Comparator.comparing(this::at));
            alphabetical = sorted;
        }
        return sorted[n];
    }

    /** These names, and more behind them, none of which is there yet. */
    Names followedBy(List<String> more) {
        Names known = longer;
        if (known == null || !known.endsWith(more, inOrder.length)) {
            String[] all = Arrays.copyOf(inOrder, inOrder.length + more.size());
            for (int i = 0; i < more.size(); i++) {
                all[inOrder.length + i] = more.get(i);
            }
            known = new Names(all);
            longer = known;
        }
        return known;
    }

    private boolean endsWith(List<String> names, int from) {
        return Arrays.asList(inOrder).subList(from, inOrder.length).equals(names);
    }
}
