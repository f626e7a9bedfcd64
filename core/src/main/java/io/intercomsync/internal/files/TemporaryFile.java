package io.intercomsync.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds data that may not fit into memory. Small data stays in memory, as in most workspaces. Larger data moves to a file that
 * only this user may read. The file loses its name as soon as it is open, so it disappears however the process ends. If a system
 * does not allow that, the file is deleted when it is closed. Thread-safe.
 */
final class TemporaryFile implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 18;

    private final Path folder;
    private final int mostInMemory;
    private byte[] beginning = {};
    private @Nullable Path path;
    private @Nullable RandomAccessFile file;
    private long size;

    TemporaryFile() {
        this(Path.of(System.getProperty("java.io.tmpdir", "")), IN_MEMORY);
    }

    /**
     * @param folder the folder of the file
     * @param mostInMemory the bytes that it may hold before it makes a file
     */
    TemporaryFile(Path folder, int mostInMemory) {
        this.folder = folder;
        this.mostInMemory = mostInMemory;
    }

    synchronized long size() {
        return size;
    }

    /**
     * Appends bytes.
     *
     * @throws TemporaryFolderException if the folder for temporary files is missing or full, for example
     */
    synchronized void append(byte[] bytes, int from, int length) {
        if (file == null && size + length <= mostInMemory) {
            keep(bytes, from, length);
        } else {
            write(bytes, from, length);
        }
        size += length;
    }

    private void keep(byte[] bytes, int from, int length) {
        int needed = (int) size + length;
        if (beginning.length < needed) {
            beginning = Arrays.copyOf(beginning, Math.max(needed, 2 * beginning.length));
        }
        System.arraycopy(bytes, from, beginning, (int) size, length);
    }

    private void write(byte[] bytes, int from, int length) {
        try {
            RandomAccessFile open = file;
            if (open == null) {
                open = open();
                open.write(beginning, 0, (int) size);
                beginning = new byte[0];
            }
            open.seek(size);
            open.write(bytes, from, length);
        } catch (IOException e) {
            throw new TemporaryFolderException(folder, e);
        }
    }

    private RandomAccessFile open() throws IOException {
        Path made = Files.createTempFile(folder, "intercom-sync", ".tmp");
        path = made;
        RandomAccessFile open = new RandomAccessFile(made.toFile(), "rw");
        file = open;
        try {
            Files.delete(made);
        } catch (IOException e) {
            // Windows keeps the name of an open file
        }
        return open;
    }

    /** Reads bytes; returns their number, or -1 at the end of the file. */
    synchronized int read(long position, byte[] into, int from, int length) throws IOException {
        if (file == null) {
            int read = (int) Math.min(length, size - position);
            if (read <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(beginning, (int) position, into, from, read);
            return read;
        }
        file.seek(position);
        return file.read(into, from, length);
    }

    /** Appends all bytes written to it. It has no buffer and need not be closed. */
    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                append(bytes, from, length);
            }
        };
    }

    /** Reads from one position up to another. It has no buffer and need not be closed. */
    InputStream in(long from, long to) {
        return new InputStream() {
            private long at = from;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (at >= to) {
                    return -1;
                }
                int read = TemporaryFile.this.read(at, into, offset, (int) Math.min(length, to - at));
                at += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary file " + path, e);
        }
    }
}
