package io.intercomsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.error.CheckpointException;
import org.junit.jupiter.api.Test;

/** Tests the rules of {@link CheckpointStore}. Extend it, open your store in {@link #open()}, and run it with JUnit 5. */
public abstract class CheckpointStoreContract {
    private static final String STATE = "{\"format\":1,\"text\":\"\\u0000 \\\"' \uD83D\uDE00 ; drop table users\"}";

    /** Creates the contract, for the subclass. */
    protected CheckpointStoreContract() {}

    /** Opens the store of the running test. The first call opens an empty store, each further call the same store again. */
    protected abstract CheckpointStore open();

    @Test
    void a_feed_that_was_never_saved_has_no_checkpoint() {
        assertThat(open().load("w1", "contacts")).isEmpty();
    }

    @Test
    void a_checkpoint_is_loaded_as_it_was_saved() {
        Checkpoint checkpoint = new Checkpoint("w1", "contacts", STATE);

        open().save(checkpoint);

        assertThat(open().load("w1", "contacts")).contains(checkpoint);
    }

    @Test
    void the_checkpoint_saved_last_stands() {
        CheckpointStore store = open();
        store.save(new Checkpoint("w1", "contacts", "{\"at\":\"" + "x".repeat(10_000) + "\"}"));

        store.save(new Checkpoint("w1", "contacts", "{}"));

        assertThat(store.load("w1", "contacts")).contains(new Checkpoint("w1", "contacts", "{}"));
    }

    @Test
    void each_feed_has_its_own_checkpoint() {
        CheckpointStore store = open();
        store.save(new Checkpoint("w1", "contacts", "1"));
        store.save(new Checkpoint("w1", "companies", "2"));

        assertThat(store.load("w1", "contacts")).map(Checkpoint::state).contains("1");
        assertThat(store.load("w1", "companies")).map(Checkpoint::state).contains("2");
        assertThat(store.load("w1", "tags")).isEmpty();
    }

    @Test
    void an_entry_beside_a_checkpoint_is_kept_apart_from_it() {
        CheckpointStore store = open();
        store.save(new Checkpoint("w1", "contacts.pending", "entry"));
        store.save(new Checkpoint("w1", "contacts", "1"));

        assertThat(open().load("w1", "contacts.pending")).map(Checkpoint::state).contains("entry");
        assertThat(open().load("w1", "contacts")).map(Checkpoint::state).contains("1");
        assertThat(open().load("w1", "contacts.sweep")).isEmpty();
    }

    @Test
    void another_workspace_is_refused_and_changes_nothing_or_is_kept_apart() {
        CheckpointStore store = open();
        Checkpoint ours = new Checkpoint("w1", "contacts", "1");
        Checkpoint theirs = new Checkpoint("w2", "contacts", "2");
        store.save(ours);

        if (refuses(store, "contacts")) {
            assertThatThrownBy(() -> store.save(theirs)).isInstanceOf(CheckpointException.class);
        } else {
            store.save(theirs);
            assertThat(store.load("w2", "contacts")).contains(theirs);
        }
        assertThat(store.load("w1", "contacts")).contains(ours);
    }

    @Test
    void another_workspace_is_treated_alike_by_a_feed_that_has_no_checkpoint_yet() {
        CheckpointStore store = open();
        store.save(new Checkpoint("w1", "contacts", "1"));
        Checkpoint theirs = new Checkpoint("w2", "companies", "2");

        if (refuses(store, "contacts")) {
            assertThat(refuses(store, "companies")).as("whether it is refused").isTrue();
            assertThatThrownBy(() -> store.save(theirs)).isInstanceOf(CheckpointException.class);
        } else {
            store.save(theirs);
            assertThat(store.load("w2", "companies")).contains(theirs);
            assertThat(store.load("w1", "companies")).isEmpty();
        }
    }

    private static boolean refuses(CheckpointStore store, String feed) {
        try {
            assertThat(store.load("w2", feed))
                    .as("the checkpoint of a workspace that has saved none")
                    .isEmpty();
            return false;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageContaining("w1").hasMessageContaining("w2");
            return true;
        }
    }
}
