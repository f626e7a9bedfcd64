package io.intercomsync.hub.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.hub.ClockedHub;
import io.intercomsync.hub.Hub;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One random sequence: a source, a hub, four warehouses, and the state that a model in memory expects. */
final class HubSequence implements AutoCloseable {
    private static final List<String> FILES = List.of("", "-wal"); // SQLite makes -shm anew

    private final Random random;
    private final Path folder;
    private final ModelSource source;
    private final List<ModelClient> clients = new ArrayList<>();
    /** The log of the steps, for the message of a failure. */
    private final List<String> story = new ArrayList<>();

    private final PassingClock clock = new PassingClock();
    private Path file;
    private Hub hub;
    private ExpectedState expected = new ExpectedState();
    private @Nullable Path backup;
    private int files;
    private long flushes;

    HubSequence(long seed, Path folder) throws IOException {
        this.random = new Random(seed);
        this.folder = Files.createDirectories(folder);
        this.source = new ModelSource(random);
        this.file = newFile();
        this.hub = open();
        for (ModelWarehouse.Kind kind : ModelWarehouse.Kind.values()) {
            clients.add(new ModelClient(kind.name(), kind, 1 + random.nextInt(20)));
        }
        clients.add(new ModelClient("SOME", ModelWarehouse.Kind.FULL, 3));
        clients.get(3).choose(random);
    }

    long flushes() {
        return flushes;
    }

    void step() throws IOException {
        int choice = random.nextInt(100);
        if (choice < 35) {
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                source.change();
            }
        } else if (choice < 60) {
            fill(random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
        } else if (choice < 84) {
            flush(oneOf(clients), true);
        } else {
            disturb();
        }
    }

    private void disturb() throws IOException {
        ModelClient client = oneOf(clients);
        switch (random.nextInt(9)) {
            case 0 -> {
                story.add("reopen");
                hub.close();
                hub = open();
            }
            case 1, 2 -> kill();
            case 3 -> {
                story.add("backup");
                backup = copy(file);
            }
            case 4 -> restore();
            case 5 -> {
                IntercomCollection collection = oneOf(List.of(IntercomCollection.values()));
                if (client.warehouse.kind == ModelWarehouse.Kind.FULL) {
                    story.add("empty " + collection + " of " + client.name);
                    client.warehouse.empty(collection);
                }
            }
            case 6 -> {
                client.warehouse.refused = random.nextBoolean() ? "" : (random.nextBoolean() ? "p1" : "c1");
                story.add("refuse " + client.warehouse.refused + " at " + client.name);
            }
            case 7 -> {
                story.add("a hundred days pass");
                clock.pass(Duration.ofDays(100)); // longer than removals are kept
                clients.forEach(each -> each.warehouse.mayKeepRemovedRows = true);
            }
            default -> {
                story.add("choose");
                clients.get(3).choose(random);
            }
        }
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Path newFile() {
        return folder.resolve("hub-" + ++files + ".db");
    }

    private Hub open() {
        return ClockedHub.open(file, clock);
    }

    private Path copy(Path from) throws IOException {
        Path to = newFile();
        for (String suffix : FILES) {
            Path part = Path.of(from + suffix);
            if (Files.exists(part)) {
                Files.copy(part, Path.of(to + suffix), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }

    /** Goes on with the files as they are now, as after a kill. */
    private void kill() throws IOException {
        story.add("kill");
        Path left = copy(file);
        hub.close();
        file = left;
        hub = open();
    }

    private void restore() throws IOException {
        if (backup == null) {
            return;
        }
        story.add("restore");
        hub.close();
        file = copy(backup);
        hub = open();
        expected = new ExpectedState();
        for (String feed : ModelSource.FEEDS) {
            int state = state(feed);
            List<ModelChange> all = source.changes(feed);
            for (int i = 0; i < state; i++) {
                expected.take(ModelChange.unit(all.subList(i, i + 1), feed, i + 1));
            }
        }
        clients.forEach(client -> client.warehouse.mayKeepRemovedRows = true);
    }

    private int state(String feed) {
        return hub.checkpoint(ModelChange.WORKSPACE, feed)
                .map(Checkpoint::state)
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Map<String, Integer> states() {
        return ModelSource.FEEDS.stream().collect(Collectors.toMap(feed -> feed, this::state));
    }

    /** Makes a source run, which breaks off after so many units. */
    private void fill(int units) {
        int left = units;
        hub.beginRun(ModelChange.WORKSPACE);
        for (String feed : ModelSource.FEEDS) {
            List<ModelChange> all = source.changes(feed);
            int from = state(feed);
            while (from < all.size() && left-- > 0) {
                List<ModelChange> rest = all.subList(from, all.size());
                int count = ModelChange.joinable(rest, 1 + random.nextInt(5));
                from += count;
                hub.write(ModelChange.unit(rest.subList(0, count), feed, from));
                expected.take(ModelChange.unit(rest.subList(0, count), feed, from));
            }
        }
        hub.endRun();
        story.add("fill " + units);
    }

    private void flush(ModelClient client, boolean mayFail) {
        flushes++;
        ModelWarehouse.Fault fault = null;
        if (mayFail && random.nextInt(3) == 0) {
            fault = oneOf(List.of(ModelWarehouse.Fault.values()));
            client.warehouse.fail(fault, 1 + random.nextInt(4));
        }
        story.add("flush " + client.name + " with " + fault);
        try {
            FlushReport report = client.flush(hub, states());
            story.add("  " + report.status());
            if (report.status() == Status.COMPLETE || report.status() == Status.INCOMPLETE) {
                client.compare(expected, states(), story);
            }
        } catch (FlushFailedException e) {
            story.add("  failed");
            assertThat(fault).as("%s", story).isNotNull();
        } finally {
            Thread.interrupted();
            client.warehouse.endFault();
        }
    }

    /** Ends all faults. Then one source run and one flush make everything equal, and a second flush writes nothing. */
    void settle() {
        fill(Integer.MAX_VALUE);
        for (ModelClient client : clients) {
            client.warehouse.recover();
            flush(client, false);
            FlushReport report = client.flush(hub, states());
            assertThat(report.status()).as("%s: %s", story, report).isEqualTo(Status.COMPLETE);
            client.compare(expected, states(), story);
            int writes = client.warehouse.writes();
            client.flush(hub, states());
            assertThat(client.warehouse.writes())
                    .as("writes of an idle flush after %s", story)
                    .isEqualTo(writes);
        }
    }

    @Override
    public void close() {
        try {
            hub.close();
            try (var left = Files.walk(folder)) {
                for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
