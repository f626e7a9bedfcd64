package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.owner.OwnersTriggerSql.Effect;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K94: a row that the database keeps out without an error is not reported as stored. */
class LostRowTest {
    private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink sink = schema.sink(DATABASE);
    private WriteResult result = new WriteResult(Map.of(), List.of(), 0);

    private void execute(String sql) {
        DATABASE.execute(sql.replace("$", "\"" + schema + "\"."));
    }

    private void addTrigger(IntercomCollection collection, String when, String body) {
        execute("CREATE FUNCTION $owners_function() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
                + body.replace("'", "''") + " RETURN NEW; END'");
        execute("CREATE TRIGGER owners_trigger " + when + " ON " + schema.table(collection)
                + " FOR EACH ROW EXECUTE FUNCTION $owners_function()");
    }

    private List<Object> names() {
        return DATABASE.query("SELECT name FROM " + schema.table(TAGS) + " ORDER BY id");
    }

    private void assertRefused(String id, String... told) {
        List<RefusedRow> refused = result.refused();
        assertThat(refused).extracting(row -> row.key().get(0)).containsExactly(id);
        assertThat(refused.get(0).reason()).contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IF NEW.id = '2' THEN RETURN NULL; END IF;",
                "IF NEW.id = '2' THEN NEW.id = 'elsewhere'; END IF;",
            })
    void a_row_that_a_trigger_swallows_or_moves_is_kept_out_with_its_name(String body) {
        result = sink.store(changes(tag("0", "x")));
        addTrigger(TAGS, "BEFORE INSERT", body);

        result = sink.store(changes(tag("1", "x"), tag("2", "x"), tag("3", "x")));

        assertRefused("2", schema.table(TAGS), "the trigger \"owners_trigger\"", "no error");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("0", "1", "3");
        assertThat(result.changed()).containsEntry(TAGS, 2L);
    }

    @Test
    void a_change_that_a_trigger_turns_back_is_reported() {
        result = sink.store(changes(tag("1", "old"), tag("2", "old")));
        addTrigger(TAGS, "BEFORE UPDATE", "IF NEW.id = '2' THEN RETURN OLD; END IF;");

        result = sink.store(changes(tag("1", "new"), tag("2", "new")));

        assertRefused("2", "the trigger \"owners_trigger\"");
        assertThat(names()).containsExactly("new", "old");
    }

    @Test
    void a_row_that_a_trigger_deletes_after_it_was_stored_is_reported() {
        result = sink.store(changes(tag("1", "x")));
        addTrigger(TAGS, "AFTER INSERT", "DELETE FROM " + schema.table(TAGS) + " WHERE id = '2';");

        result = sink.store(changes(tag("2", "x"), tag("3", "x")));

        assertRefused("2", "the trigger \"owners_trigger\"");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "3");
    }

    @Test
    void the_children_of_a_row_that_is_swallowed_stay_out() {
        result = sink.store(changes(conversation("0", T1), part("a", "0")));
        addTrigger(CONVERSATIONS, "BEFORE INSERT", "IF NEW.id = '2' THEN RETURN NULL; END IF;");

        result = sink.store(changes(conversation("1", T1), conversation("2", T1), part("b", "1"), part("c", "2")));

        assertRefused("2", "the trigger \"owners_trigger\"");
        assertThat(schema.live(DATABASE, CONVERSATION_PARTS)).containsExactly("a", "b");
    }

    @Test
    void a_trigger_that_changes_other_columns_loses_nothing() {
        result = sink.store(changes(tag("1", "x")));
        addTrigger(TAGS, "BEFORE INSERT OR UPDATE", "NEW.name = upper(NEW.name);");

        result = sink.store(changes(tag("1", "y"), tag("2", "z")));

        assertThat(result.refused()).isEmpty();
        assertThat(names()).containsExactly("Y", "Z");
        result = sink.store(changes(tag("1", "y"), tag("2", "z")));
        assertThat(result.changed()).isEmpty();
    }

    @Test
    void updates_that_postgresql_suppresses_since_they_change_nothing_are_no_loss() {
        result = sink.store(changes(tag("1", "x"), tag("2", "x")));
        execute("CREATE TRIGGER z_suppress BEFORE UPDATE ON $tags FOR EACH ROW"
                + " EXECUTE FUNCTION suppress_redundant_updates_trigger()");
        addTrigger(TAGS, "BEFORE UPDATE", "NEW.received_at = OLD.received_at; OLD._row_hash = 0;");

        result = sink.store(changes(tag("1", "y"), tag("2", "x"), tag("3", "x")));
        result = sink.store(changes(tag("1", "y"), tag("2", "x"), tag("3", "x")));

        assertThat(result.refused()).isEmpty();
        assertThat(names()).containsExactly("y", "x", "x");
    }

    @Test
    void a_row_that_a_trigger_leads_to_another_table_of_the_same_family_has_arrived() {
        result = sink.store(changes(tag("1", "x")));
        execute("CREATE TABLE $of_later () INHERITS ($tags)");
        addTrigger(TAGS, "BEFORE INSERT", "INSERT INTO \"" + schema + "\".of_later VALUES (NEW.*); RETURN NULL;");

        result = sink.store(changes(tag("2", "x")));

        assertThat(result.refused()).isEmpty();
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    @Test
    void a_rule_that_does_nothing_instead_is_named() {
        result = sink.store(changes(tag("1", "old"), tag("2", "old")));
        execute("CREATE RULE owners_rule AS ON INSERT TO $tags WHERE NEW.id = '3' DO INSTEAD NOTHING");

        result = sink.store(changes(tag("1", "new"), tag("3", "x"), tag("4", "x")));

        assertRefused("3", "the rule \"owners_rule\"");
        assertThat(names()).containsExactly("new", "old", "x");
    }

    @Test
    void a_rule_with_a_side_effect_applies_although_postgresql_refuses_upserts_there() {
        result = sink.store(changes(tag("1", "old"), tag("2", "old")));
        execute("CREATE TABLE $seen (id text)");
        execute("CREATE RULE on_insert AS ON INSERT TO $tags DO ALSO INSERT INTO $seen VALUES (NEW.id)");
        execute("CREATE RULE on_update AS ON UPDATE TO $tags DO ALSO INSERT INTO $seen VALUES ('u' || NEW.id)");

        result = sink.store(changes(tag("1", "new"), tag("2", "old"), tag("3", "x")));

        assertThat(result.refused()).isEmpty();
        assertThat(names()).containsExactly("new", "old", "x");
        assertThat(DATABASE.query("SELECT id FROM " + schema.table("seen") + " ORDER BY id"))
                .containsExactly("3", "u1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_removal_that_a_trigger_swallows_is_told(boolean isMarked) {
        sink = schema.open(schema.in(DATABASE).onDelete(isMarked ? OnDelete.MARK : OnDelete.REMOVE));
        result = sink.store(changes(tag("1", "x"), tag("2", "x")));
        addTrigger(
                TAGS,
                isMarked ? "BEFORE UPDATE" : "BEFORE DELETE",
                "IF OLD.id = '2' THEN RETURN NULL; END IF; IF NEW IS NULL THEN RETURN OLD; END IF;");

        result = sink.store(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED), gone(TAGS, "2", Reason.DELETED))));

        assertRefused("2", "still in the table " + schema.table(TAGS), "the trigger \"owners_trigger\"");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, users, DELETE",
        "SQLITE, users, DELETE",
        "POSTGRESQL, users_history, UPDATE",
        "SQLITE, users_history, UPDATE"
    })
    void a_person_whose_earlier_row_a_trigger_keeps_is_live_in_one_table(
            TestDatabase database, String table, String event) {
        sink = schema.open(schema.in(database).history(USERS, CONTACTS));
        result = sink.store(changes(user("1", T1, "x"), user("bad", T1, "x"), row(CONTACTS, Map.of("id", "8"))));
        OwnersTriggerSql trigger = new OwnersTriggerSql(database, schema, table, event, Effect.SWALLOW);
        trigger.create();

        Changes moved = changes(
                "w1",
                List.of(gone(USERS, "1", Reason.MOVED), gone(USERS, "bad", Reason.MOVED)),
                row(CONTACTS, Map.of("id", "1")),
                row(CONTACTS, Map.of("id", "bad")));
        result = sink.store(moved);

        assertRefused("bad", schema.nameOf(database, table), trigger.name());
        assertThat(result.refused().get(0).collection()).isEqualTo(CONTACTS);
        assertThat(schema.live(database, USERS)).containsExactly("bad");
        assertThat(schema.live(database, CONTACTS)).containsExactly("1", "8");

        trigger.drop();
        result = sink.store(moved);
        assertThat(schema.live(database, USERS)).isEmpty();
        assertThat(schema.live(database, CONTACTS)).containsExactly("1", "8", "bad");
    }

    @Test
    void a_child_that_a_trigger_keeps_is_told_with_its_parent_although_others_went() {
        sink = schema.open(schema.in(DATABASE).onDelete(OnDelete.REMOVE));
        result = sink.store(changes(conversation("1", T1), part("a", "1"), part("b", "1"), conversation("2", T1)));
        addTrigger(CONVERSATION_PARTS, "BEFORE DELETE", "IF OLD.id <> 'b' THEN RETURN OLD; END IF;");

        result = sink.store(changes(
                "w1",
                List.of(
                        gone(CONVERSATIONS, "1", Reason.DELETED),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "1", Reason.DELETED, T1),
                        gone(CONVERSATIONS, "2", Reason.DELETED))));

        assertRefused("1", schema.table(CONVERSATION_PARTS), "the trigger \"owners_trigger\"");
        assertThat(schema.live(DATABASE, CONVERSATIONS)).containsExactly("1");
        assertThat(schema.live(DATABASE, CONVERSATION_PARTS)).containsExactly("a", "b");
    }

    @Test
    void a_row_that_a_trigger_of_h2_moves_is_told() {
        sink = schema.sink(TestDatabase.H2);
        result = sink.store(changes(tag("0", "x")));
        TestDatabase.H2.execute("CREATE TRIGGER " + schema.table("owners_trigger") + " BEFORE INSERT ON "
                + schema.table(TAGS) + " FOR EACH ROW CALL '" + OwnersTrigger.class.getName() + "'");

        result = sink.store(changesUpTo("{}", tag("1", "x"), tag("2", "moved")));

        assertRefused("2", "the trigger \"owners_trigger\"");
        assertThat(schema.live(TestDatabase.H2, TAGS)).containsExactly("0", "1");
    }
}
