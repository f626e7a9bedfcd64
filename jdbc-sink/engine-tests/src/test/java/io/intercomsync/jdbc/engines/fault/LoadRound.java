package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.testkit.internal.TestChanges;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units of one run: new, changed and removed users, and conversations with other parts. The first run stores all. */
final class LoadRound {
    private static final boolean IS_FULL = Integer.getInteger("server.kills") != null;
    private static final int USERS_HELD = IS_FULL ? 3_000 : 900;
    private static final int CONVERSATIONS_HELD = IS_FULL ? 300 : 90;
    private static final int UNITS = 12;

    private final int round;
    private final Instant version;

    LoadRound(int round) {
        this.round = round;
        this.version = T1.plus(Duration.ofHours(round));
    }

    List<Changes> units() {
        List<Changes> units = new ArrayList<>();
        for (int unit = 0; unit < UNITS; unit++) {
            units.add(unit(unit));
        }
        return units;
    }

    /** Returns the units that are not stored yet if this is the stored checkpoint. */
    static List<Changes> after(Optional<Checkpoint> stored, List<Changes> units) {
        for (int i = 0; i < units.size(); i++) {
            if (stored.equals(Optional.of(units.get(i).checkpoint()))) {
                return units.subList(i + 1, units.size());
            }
        }
        return units;
    }

    private Changes unit(int unit) {
        List<Removal> removals = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int user = unit; user < USERS_HELD + round * UNITS; user += UNITS) {
            boolean isNew = round == 0 || user >= USERS_HELD + (round - 1) * UNITS;
            if (isNew || user % 3 == round % 3) {
                rows.add(user(user));
            } else if (user % 41 == round % 41) {
                removals.add(new Removal.ByKey(USERS, List.of("u" + user), Reason.DELETED, version, null));
            }
        }
        for (int conversation = unit; conversation < CONVERSATIONS_HELD; conversation += UNITS) {
            if (round == 0 || conversation % 4 == round % 4) {
                String id = "c" + conversation;
                removals.add(new Removal.ChildrenOf(CONVERSATION_PARTS, id, Reason.REPLACED, version));
                rows.add(TestChanges.conversation(id, version));
                for (int part = round % 5; part < round % 5 + 6; part++) {
                    rows.add(TestChanges.part(id + "-" + part, id));
                }
            }
        }
        Changes changes = TestChanges.changes("w1", removals, rows.toArray(Row[]::new));
        return new Changes(
                changes.removals(), changes.batches(), new Checkpoint("w1", "feed", "run " + round + ", unit " + unit));
    }

    /** Every few rounds there is one more attribute. */
    private Row user(int user) {
        String attributes = "{\"plan\":\"p" + user % 7 + "\",\"a" + round / 4 + "\":" + (user + round) + "}";
        return TestChanges.row(
                USERS,
                Map.of(
                        "id",
                        "u" + user,
                        "updated_at",
                        version,
                        "name",
                        "Name " + round + " of " + user,
                        "custom_attributes",
                        attributes));
    }
}
