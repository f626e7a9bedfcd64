package io.intercomsync.internal.files;

import io.intercomsync.internal.value.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Maps ids to numbers, for more pairs than fit into memory. Pairs are sorted into runs in a temporary file, which are then merged
 * into another. Every 128th pair of that file stays in memory, so a lookup reads one block. Ids are held as 128 bits: an id of 24
 * hexadecimal digits, Intercom's usual form, as its value, and any other id as a part of its SHA-256.
 */
public final class MemberFile implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 15;
    private static final int BLOCK = 128;
    private static final int BYTES = 20;
    /** A file of up to this part of the heap is also held in memory, so that a lookup reads no file. */
    private static final int SHARE_OF_HEAP = 24;

    private final TemporaryFile sorted = new TemporaryFile();
    private final List<InputStream> runs = new ArrayList<>();
    private List<Pair> pairs = new ArrayList<>();
    private long[] firstOfBlock = new long[16];
    private int blocks;
    private long size;
    private boolean isClosed;
    private final TemporaryFile merged = new TemporaryFile();
    /** The content of the file, if it is small. */
    private byte @Nullable [] inMemory;

    private final long mostInMemory;

    public MemberFile() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param mostInMemory the bytes of a file that is small enough to be held in memory, too */
    MemberFile(long mostInMemory) {
        this.mostInMemory = Math.min(mostInMemory, Integer.MAX_VALUE - 8);
    }

    /** Adds a pair; from any thread, before {@link #freeze()}. */
    public synchronized void add(String id, int number) {
        if (isClosed) {
            return;
        }
        pairs.add(Pair.of(id, number));
        if (pairs.size() >= IN_MEMORY) {
            writeRun();
        }
    }

    private void writeRun() {
        pairs.sort(null);
        ByteBuffer bytes = ByteBuffer.allocate(pairs.size() * BYTES);
        for (Pair pair : pairs) {
            bytes.putLong(pair.high).putLong(pair.low).putInt(pair.number);
        }
        long start = sorted.size();
        sorted.append(bytes.array(), 0, bytes.capacity());
        runs.add(sorted.in(start, sorted.size()));
        pairs = new ArrayList<>();
    }

    /** Ends adding; lookups may begin. */
    public synchronized void freeze() {
        writeRun();
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(merged.out()))) {
            merge(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a temporary file", e);
        }
        sorted.close();
        try {
            if (size * BYTES <= mostInMemory) {
                inMemory = merged.in(0, size * BYTES).readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a temporary file", e);
        }
    }

    private void merge(DataOutputStream out) throws IOException {
        PriorityQueue<Run> queue = new PriorityQueue<>();
        for (InputStream in : runs) {
            Run run = new Run(in);
            if (run.next()) {
                queue.add(run);
            }
        }
        while (!queue.isEmpty()) {
            Run run = queue.remove();
            remember(run.head);
            run.head.write(out);
            if (run.next()) {
                queue.add(run);
            }
        }
    }

    private void remember(Pair pair) {
        if (size++ % BLOCK == 0) {
            if (blocks == firstOfBlock.length) {
                firstOfBlock = Arrays.copyOf(firstOfBlock, blocks * 2);
            }
            firstOfBlock[blocks++] = pair.high;
        }
    }

    /** Returns the numbers of an id, ascending, each once; from any thread, after {@link #freeze()}. */
    public List<Integer> numbersOf(String id) {
        Pair sought = Pair.of(id, 0);
        List<Integer> numbers = new ArrayList<>(4);
        for (int i = Math.max(0, firstBlockFrom(sought.high) - 1); i < blocks; i++) {
            ByteBuffer block = block(i);
            for (; block.hasRemaining(); block.position(block.position() + BYTES)) {
                int order = Long.compareUnsigned(block.getLong(block.position()), sought.high);
                if (order == 0) {
                    order = Long.compareUnsigned(block.getLong(block.position() + Long.BYTES), sought.low);
                }
                if (order > 0) {
                    return numbers;
                }
                int number = block.getInt(block.position() + 2 * Long.BYTES);
                if (order == 0 && (numbers.isEmpty() || numbers.get(numbers.size() - 1) != number)) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    /** Returns the first block that begins with this value or a larger one. */
    private int firstBlockFrom(long high) {
        int low = 0;
        int end = blocks;
        while (low < end) {
            int middle = (low + end) >>> 1;
            if (Long.compareUnsigned(firstOfBlock[middle], high) < 0) {
                low = middle + 1;
            } else {
                end = middle;
            }
        }
        return low;
    }

    private ByteBuffer block(int number) {
        long position = (long) number * BLOCK * BYTES;
        int length = (int) Math.min(BLOCK * BYTES, size * BYTES - position);
        byte[] all = inMemory;
        if (all != null) {
            return ByteBuffer.wrap(all, (int) position, length);
        }
        try {
            return ByteBuffer.wrap(merged.in(position, position + length).readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a temporary file", e);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        sorted.close();
        merged.close();
    }

    /** A sorted part that is read from its beginning. */
    private static final class Run implements Comparable<Run> {
        private final DataInputStream in;
        private Pair head = new Pair(0, 0, 0);

        Run(InputStream part) {
            in = new DataInputStream(new BufferedInputStream(part));
        }

        boolean next() throws IOException {
            try {
                head = new Pair(in.readLong(), in.readLong(), in.readInt());
                return true;
            } catch (EOFException end) {
                return false;
            }
        }

        @Override
        public int compareTo(Run other) {
            return head.compareTo(other.head);
        }
    }

    private record Pair(long high, long low, int number) implements Comparable<Pair> {
        private static final int DIGITS = 24;

        static Pair of(String id, int number) {
            if (id.length() == DIGITS && id.chars().allMatch(Pair::isDigit)) {
                return new Pair( // many ids begin with the same time
                        Long.parseUnsignedLong(id, 8, DIGITS, 16),
                        Long.parseUnsignedLong(id, 0, 8, 16) << Integer.SIZE,
                        number);
            }
            ByteBuffer bits = ByteBuffer.wrap(Sha256.newDigest().digest(id.getBytes(StandardCharsets.UTF_8)));
            return new Pair(bits.getLong(), bits.getLong(), number);
        }

        /** Accepts no capital letters: with them, two ids would be one. */
        private static boolean isDigit(int c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(high);
            out.writeLong(low);
            out.writeInt(number);
        }

        int compareIds(Pair other) {
            int order = Long.compareUnsigned(high, other.high);
            return order != 0 ? order : Long.compareUnsigned(low, other.low);
        }

        @Override
        public int compareTo(Pair other) {
            int order = compareIds(other);
            return order != 0 ? order : Integer.compare(number, other.number);
        }
    }
}
