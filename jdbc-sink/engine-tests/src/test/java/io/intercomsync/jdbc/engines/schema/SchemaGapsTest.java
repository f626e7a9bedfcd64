package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sink that alters nothing names each missing part once, with one remedy. */
class SchemaGapsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @ParameterizedTest
    @EnumSource(names = {"H2", "MARIADB"})
    void the_message_has_the_statement_of_a_single_part_if_it_is_short(TestDatabase database) {
        database.run(schema.sink(database).ddl());
        database.execute("ALTER TABLE " + schema.table("admins") + " DROP COLUMN \"email\"");
        JdbcSink sink = schema.open(schema.in(database).neverAlter());

        Throwable ofColumn = catchThrowable(() -> sink.write(changes(tag("1", "x"))));
        database.execute(sink.check().findings().get(0).remedy());
        database.execute("DROP TABLE " + schema.table("companies"));
        Throwable ofTable = catchThrowable(() -> sink.write(changes(tag("1", "x"))));

        assertThat(ofColumn).hasMessageContaining("run the statement ALTER TABLE ");
        assertThat(ofTable)
                .hasMessageContaining("it lacks the table companies. ")
                .hasMessageEndingWith("run what JdbcSink.check() returns, a statement for each part");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void a_column_of_another_type_is_one_finding_with_one_remedy(TestDatabase database) {
        database.run(schema.sink(database).ddl());
        String companies = "ALTER TABLE " + schema.table("companies");
        database.execute(companies + " DROP COLUMN \"size\"");
        database.execute(companies + " ADD COLUMN \"size\" VARCHAR(20)");

        assertThat(schema.open(schema.in(database).neverAlter()).check().findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).contains("lacks the column size of the table companies with the type ");
                    assertThat(finding.remedy()).startsWith("ALTER TABLE ");
                });
    }
}
