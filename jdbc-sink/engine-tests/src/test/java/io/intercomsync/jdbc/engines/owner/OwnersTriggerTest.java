package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K93: a trigger that somebody added refuses single rows, and stops no collection. K97: its text reaches no report. */
class OwnersTriggerTest {
    @RegisterExtension
    final OwnersTables tables = new OwnersTables();

    @Test
    void a_trigger_that_raises_on_one_user_keeps_out_that_one_alone() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, user("0", T1, "x"), row(CONTACTS, Map.of("id", "l")));
        tables.addTrigger(
                USERS, "BEFORE INSERT OR UPDATE", "IF NEW.id = 'u7' THEN RAISE 'secret\nforged %', NEW.name; END IF;");
        Row profile = row(SOCIAL_PROFILES, Map.of("id", "p", "person_id", "u8"));

        tables.store(changes(
                user("u6", T1, "x"),
                user("u7", T1, "x"),
                user("u8", T1, "x"),
                row(CONTACTS, Map.of("id", "l2")),
                profile));

        tables.assertRefused("u7", USERS, "the trigger \"owners_trigger\"", "P0001", "or drop it");
        assertThat(tables.live(TestDatabase.POSTGRESQL, USERS)).containsExactly("0", "u6", "u8");
        assertThat(tables.live(TestDatabase.POSTGRESQL, CONTACTS)).containsExactly("l", "l2");
        assertThat(tables.live(TestDatabase.POSTGRESQL, SOCIAL_PROFILES)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAISE 'secret' USING ERRCODE = 'IC001';",
                "RAISE 'secret' USING ERRCODE = '42501';",
                "RAISE 'secret' USING ERRCODE = '55000';",
                "RAISE 'secret' USING ERRCODE = '23514', CONSTRAINT = 'secret', TABLE = 'secret', COLUMN = 'secret';",
                "INSERT INTO secret VALUES (NEW.name);",
                "EXECUTE 'SELECT ' || NEW.name;",
                "ASSERT false, 'secret';",
                "NEW.name = NULL; PERFORM 1 / (0 * length(NEW.id));",
            })
    void a_failing_trigger_is_named_without_its_text(String failing) {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        tables.addTrigger(TAGS, "BEFORE INSERT", "IF NEW.id = '2' THEN " + failing + " END IF;");

        tables.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));

        tables.assertRefused("2", TAGS, "the trigger \"owners_trigger\"");
        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "refused with a state", "broken", "without its table"})
    void a_failing_trigger_of_h2_is_told_without_its_text(String failing) {
        tables.open(TestDatabase.H2, OnDelete.MARK, tag("0", "x"));
        tables.execute(
                TestDatabase.H2,
                "CREATE TRIGGER $\"owners_trigger\" BEFORE INSERT, UPDATE ON $\"tags\" FOR EACH ROW CALL '"
                        + OwnersTrigger.class.getName() + "'");

        tables.store(changes(tag("1", "x"), tag("2", failing), tag("3", "x")));

        assertThat(tables.live(TestDatabase.H2, TAGS)).containsExactly("0", "1", "3");
        tables.assertRefused("2", TAGS, "SQLState");
    }

    @Test
    void a_lock_that_a_trigger_waits_for_in_vain_is_no_fault_of_a_row() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        tables.addTrigger(TAGS, "BEFORE INSERT", "RAISE 'secret' USING ERRCODE = '55P03';");

        assertThatThrownBy(() -> tables.sink().write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("A lock that another session held was not given")
                .satisfies(ConstraintTest::assertWithoutData);
    }

    @Test
    void a_trigger_that_fails_for_every_row_is_told_at_once() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        tables.addTrigger(TAGS, "AFTER INSERT", "INSERT INTO secret_audit VALUES (NEW.name);");
        Row[] many = IntStream.range(0, 2_000).mapToObj(i -> tag("t" + i, "x")).toArray(Row[]::new);

        assertThatThrownBy(() -> tables.sink().write(changes(many)))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No row of tags can be stored")
                .hasMessageContaining("the trigger \"owners_trigger\"")
                .hasMessageContaining(tables.name(TAGS))
                .satisfies(ConstraintTest::assertWithoutData);

        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0");
    }

    @Test
    void a_removal_that_a_trigger_refuses_is_told_and_the_others_are_done() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("1", "x"), tag("2", "secret"), tag("3", "x"));
        tables.addTrigger(TAGS, "BEFORE UPDATE", "IF NEW.id = '2' THEN RAISE 'secret %', NEW.name; END IF;");

        tables.store(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED), gone(TAGS, "2", Reason.DELETED))));

        tables.assertRefused("2", TAGS, "cannot be removed", "the trigger \"owners_trigger\"");
        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("2", "3");
    }

    @Test
    void a_child_that_a_trigger_does_not_let_go_is_told_by_its_own_table() {
        tables.open(
                TestDatabase.POSTGRESQL,
                OnDelete.REMOVE,
                conversation("1", T1),
                part("a", "1"),
                conversation("2", T1),
                part("b", "2"));
        tables.addTrigger(
                CONVERSATION_PARTS, "BEFORE DELETE", "IF OLD.id = 'a' THEN RAISE 'secret'; END IF; RETURN OLD;");

        tables.store(changes(
                "w1",
                List.of(
                        gone(CONVERSATIONS, "1", Reason.DELETED),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "1", Reason.DELETED, T1),
                        gone(CONVERSATIONS, "2", Reason.DELETED),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "2", Reason.DELETED, T1))));

        tables.assertRefused("1", CONVERSATION_PARTS, "cannot be removed", "the trigger \"owners_trigger\"");
        assertThat(tables.live(TestDatabase.POSTGRESQL, CONVERSATIONS)).containsExactly("1");
        assertThat(tables.live(TestDatabase.POSTGRESQL, CONVERSATION_PARTS)).containsExactly("a");
    }
}
