package io.intercomsync.checkpoint;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.files.LockFile;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.OneLine;
import io.intercomsync.internal.value.ThisProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the checkpoints of one workspace in a directory, with one JSON file for each feed or entry of a feed. A file is replaced
 * as a whole after its content has reached the disk, so a crash leaves the old checkpoint or the new one. Several processes may
 * use one directory: they save one after the other. A damaged file fails only its own feed.
 */
public final class FileCheckpointStore implements CheckpointStore {
    private static final Logger log = LoggerFactory.getLogger(FileCheckpointStore.class);

    private static final long FORMAT = 1;
    private static final String SAVED = ".json";
    private static final String UNSAVED = ".new";

    /** How long a save waits for another process that saves. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration UNTIL_LOGGED = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private final Path directory;
    private final Pause pause;
    /** The {@link System#nanoTime()} of the last save that gave up; {@code null} if a later one had the lock. */
    private @Nullable Long gaveUpAt;

    /** Waits between two attempts to lock the directory. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * Makes a store in this directory. The first save makes the directory.
     *
     * @param directory the directory of the files, in the default file system; nothing else should write there
     * @throws IllegalArgumentException if the directory is in another file system, such as an archive or memory. A lock on a file
     *     takes a file of the operating system
     */
    public FileCheckpointStore(Path directory) {
        this(directory, duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }

    FileCheckpointStore(Path directory, Pause pause) {
        if (requireNonNull(directory, "directory").getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException("The directory of checkpoints " + directory
                    + " is not in the default file system. Choose a directory of the operating system");
        }
        this.directory = directory;
        this.pause = pause;
    }

    @Override
    public synchronized Optional<Checkpoint> load(String workspace, String feed) {
        Path file = file(feed);
        refuseOthers(workspace);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(file));
        } catch (IOException | IllegalArgumentException e) {
            String name = feed.replaceFirst("\\..*", "");
            throw new CheckpointException(
                    "Cannot read the checkpoint " + file + " (" + e.getMessage() + "); delete the file "
                            + (name.equals(feed) ? "" : "and " + name + SAVED + " ") + "to read " + name
                            + " from the start",
                    e);
        }
    }

    /** Refuses another workspace. Looks into all files, since a workspace may lack the checkpoint of one feed and have others. */
    private void refuseOthers(String workspace) {
        for (Path file : files(SAVED)) {
            String held = workspaceOf(file);
            if (held != null && !held.equals(workspace)) {
                throw CheckpointException.ofAnotherWorkspace(file.toString(), held, workspace);
            }
        }
    }

    /** Returns the workspace of a file; {@code null} if the file is damaged, which is reported when its own feed is read. */
    private static @Nullable String workspaceOf(Path file) {
        try {
            return read(file).workspace();
        } catch (IOException | IllegalArgumentException damaged) {
            return null;
        }
    }

    private List<Path> files(String ending) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new CheckpointException("Cannot list the checkpoints in " + directory, e);
        }
    }

    /**
     * Saves a checkpoint. Waits for another process that saves, for at most 30 seconds. The next saves, of the other feeds of a run, do not
     * wait again.
     */
    @Override
    public synchronized void save(Checkpoint checkpoint) {
        Path file = file(checkpoint.feed());
        try {
            Files.createDirectories(directory);
            // The lock of the file keeps out other processes. Within this process all stores of a directory synchronize
            // on this text.
            synchronized (("checkpoints in " + directory.toRealPath()).intern()) {
                saveAlone(checkpoint, file);
            }
        } catch (IOException e) {
            throw new CheckpointException("Cannot save the checkpoint " + file, e);
        }
    }

    private void saveAlone(Checkpoint checkpoint, Path file) throws IOException {
        LockFile lock = lock(file);
        try {
            refuseOthers(checkpoint.workspace());
            for (Path leftByCrash : files(UNSAVED)) {
                Files.deleteIfExists(leftByCrash);
            }
            Path fresh = directory.resolve(checkpoint.feed() + "-" + UUID.randomUUID() + UNSAVED);
            writeDurably(fresh, Json.write(json(checkpoint)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeNamesDurable();
        } finally {
            lock.close();
        }
    }

    private LockFile lock(Path file) throws IOException {
        Path path = directory.toRealPath().resolve(".lock");
        long begin = System.nanoTime();
        Duration paused = Duration.ZERO;
        LockFile lock = LockFile.tryLock(path, note());
        while (lock == null) {
            boolean mayWait = paused.compareTo(PATIENCE) < 0 && isWithinPatience(begin);
            if (!mayWait || (gaveUpAt != null && isWithinPatience(gaveUpAt))) {
                gaveUpAt = System.nanoTime();
                throw inUse(file, path);
            }
            if (paused.equals(UNTIL_LOGGED)) {
                log.info("Waiting for another process that saves checkpoints in {}", directory);
            }
            waitFor(file);
            paused = paused.plus(BETWEEN_ATTEMPTS);
            lock = LockFile.tryLock(path, note());
        }
        gaveUpAt = null;
        return lock;
    }

    private static boolean isWithinPatience(long since) {
        return System.nanoTime() - since < PATIENCE.toNanos();
    }

    private static String note() {
        return "process " + ThisProcess.number() + " on the host " + ThisProcess.host() + " since "
                + Amounts.toSecond(Instant.now());
    }

    private void waitFor(Path file) {
        try {
            pause.of(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckpointException(
                    "Cannot save the checkpoint " + file + ": the thread was interrupted while another process saved",
                    e);
        }
    }

    private static CheckpointException inUse(Path file, Path lock) {
        String holder = OneLine.of(LockFile.note(lock));
        return new CheckpointException(
                "Cannot save the checkpoint " + file + ": another process has held the lock " + lock
                        + " for " + Amounts.of(PATIENCE) + (holder.isBlank() ? "" : " (" + holder + ")")
                        + ". End that process, or give each program a directory of its own");
    }

    /** Writes the directory to disk, so that a power cut keeps renames in their order. */
    private void makeNamesDurable() {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException refused) {
            // Some systems do not open directories, and order renames by themselves.
        }
    }

    private static Map<String, @Nullable Object> json(Checkpoint checkpoint) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("workspace", checkpoint.workspace());
        json.put("feed", checkpoint.feed());
        json.put("state", checkpoint.state());
        return json;
    }

    private static void writeDurably(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static Checkpoint read(Path file) throws IOException {
        Map<String, @Nullable Object> json = Json.readObject(Files.readString(file));
        if (!(json.get("format") instanceof Long format) || format != FORMAT) {
            throw new IllegalArgumentException(
                    "It has format " + json.get("format") + ", this version reads " + FORMAT);
        }
        return new Checkpoint(text(json, "workspace"), text(json, "feed"), text(json, "state"));
    }

    private static String text(Map<String, @Nullable Object> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("No " + name);
    }

    private Path file(String feed) {
        if (!feed.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)?")) {
            throw new IllegalArgumentException("Not the name of a feed: " + feed);
        }
        return directory.resolve(feed + SAVED);
    }
}
