package io.intercomsync.internal.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file for what does not fit into memory, which only this user may read. It loses its name as soon as it is open, so that
 * nothing of it stays, however the process ends; where a system does not allow that, it is deleted when it is closed.
 * Thread-safe.
 */
final class TemporaryFile implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private long size;

    TemporaryFile() {
        try {
            path = Files.createTempFile("intercom-sync", ".tmp");
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary file", e);
        }
        try {
            Files.delete(path);
        } catch (IOException e) {
            // Windows keeps the name of what is open
        }
    }

    synchronized long size() {
        return size;
    }

    /** Adds to its end. */
    synchronized void append(byte[] bytes, int from, int length) throws IOException {
        file.seek(size);
        file.write(bytes, from, length);
        size += length;
    }

    /** Reads at most so many bytes; returns how many, or -1 at the end of the file. */
    synchronized int read(long position, byte[] into, int from, int length) throws IOException {
        file.seek(position);
        return file.read(into, from, length);
    }

    /** What is written into it is added to the end. It has no buffer, and needs no closing. */
    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                append(bytes, from, length);
            }
        };
    }

    /** Reads from one position up to another. It has no buffer, and needs no closing. */
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
    public void close() {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary file " + path, e);
        }
    }
}
