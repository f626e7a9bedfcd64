package io.intercomsync.checkpoint;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the checkpoints of one workspace in a directory, one JSON file a feed. A file is replaced as a whole, after its
 * content has reached the disk, so a crash leaves the old checkpoint or the new one.
 */
public final class FileCheckpointStore implements CheckpointStore {
    private static final long FORMAT = 1;

    private final Path directory;

    /**
     * A store in this directory, which is made when the first checkpoint is saved.
     *
     * @param directory where the files are; nothing else should write there
     */
    public FileCheckpointStore(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    @Override
    public synchronized Optional<Checkpoint> load(String workspace, String feed) {
        Checkpoint found = null;
        for (Path file : files()) { // a workspace that has none of this feed may have others
            Checkpoint checkpoint = read(file);
            if (!checkpoint.workspace().equals(workspace)) {
                throw CheckpointException.ofAnotherWorkspace(file.toString(), checkpoint.workspace(), workspace);
            }
            found = file.equals(file(feed)) ? checkpoint : found;
        }
        return Optional.ofNullable(found);
    }

    private List<Path> files() {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CheckpointException("Cannot list the checkpoints in " + directory, e);
        }
    }

    @Override
    public synchronized void save(Checkpoint checkpoint) {
        load(checkpoint.workspace(), checkpoint.feed());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("workspace", checkpoint.workspace());
        json.put("feed", checkpoint.feed());
        json.put("state", checkpoint.state());
        Path file = file(checkpoint.feed());
        try {
            Files.createDirectories(directory);
            Path fresh = directory.resolve(file.getFileName() + ".new");
            writeDurably(fresh, Json.write(json));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CheckpointException("Cannot save the checkpoint " + file, e);
        }
    }

    private static void writeDurably(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static Checkpoint read(Path file) {
        try {
            Map<String, @Nullable Object> json = Json.readObject(Files.readString(file));
            if (!(json.get("format") instanceof Long format) || format != FORMAT) {
                throw new CheckpointException("Cannot read the checkpoint " + file + ": it has format "
                        + json.get("format") + ", this version reads " + FORMAT);
            }
            return new Checkpoint(text(json, "workspace"), text(json, "feed"), text(json, "state"));
        } catch (IOException | IllegalArgumentException e) {
            throw new CheckpointException("Cannot read the checkpoint " + file, e);
        }
    }

    private static String text(Map<String, @Nullable Object> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("No " + name);
    }

    private Path file(String feed) {
        if (!feed.matches("[a-z0-9_-]+")) {
            throw new IllegalArgumentException("Not the name of a feed: " + feed);
        }
        return directory.resolve(feed + ".json");
    }
}
