package io.intercomsync.sink;

/**
 * How large a unit of changes may become. What was read at once, such as the rest of a page, is not split, nor is a record
 * with its children, so a unit can be larger than this; the engine also keeps units below a small share of the heap.
 *
 * @param rows how many rows, at least 1
 * @param bytes how many bytes of memory, at least 1
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
