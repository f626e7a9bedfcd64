package io.intercomsync.sink;

/**
 * The largest size of a unit of changes. The engine does not split rows that were read at once, such as the rest of a page, or a
 * record with its children, so a unit can be larger. The engine also keeps units below a small share of the heap.
 *
 * @param rows the number of rows, at least 1
 * @param bytes the number of bytes in memory, at least 1
 */
public record UnitSize(int rows, long bytes) {
    /** About one page of Intercom's: 500 rows or 2 MiB. */
    public static final UnitSize SMALL = new UnitSize(500, 2L << 20);

    public UnitSize {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("rows and bytes must be at least 1: " + rows + ", " + bytes);
        }
    }
}
