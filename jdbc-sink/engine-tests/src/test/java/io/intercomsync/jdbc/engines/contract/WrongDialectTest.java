package io.intercomsync.jdbc.engines.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.testkit.JdbcSinkContract;
import io.intercomsync.jdbc.testkit.SharedSchemaContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contracts report a dialect that spoils values in few tests, by the columns that differ, and without whole rows. */
class WrongDialectTest {
    private static final String URL = "jdbc:h2:mem:wrong;DB_CLOSE_DELAY=-1";

    @ParameterizedTest
    @ValueSource(classes = {OfOneSchema.class, OfSharedSchema.class})
    void a_type_that_is_stored_wrong_is_told_by_its_columns(Class<?> contract) {
        TestExecutionSummary summary = summaryOf(contract);

        assertThat(summary.getTestsFoundCount()).isGreaterThan(90);
        assertThat(summary.getFailures())
                .hasSizeBetween(3, 16)
                .extracting(failure -> String.valueOf(failure.getException().getMessage()))
                .allSatisfy(message -> assertThat(message).hasSizeLessThan(600))
                .filteredOn(message -> message.contains("from what was written"))
                .hasSizeGreaterThan(2)
                .flatMap(message -> message.lines().toList())
                .allSatisfy(line -> assertThat(line)
                        .matches("\\w+: \\d+ columns? differs? from what was written"
                                + "|  \\w+ in \\d+ of \\d+ rows?; in row \\[.*] written true, found false"));
    }

    private static TestExecutionSummary summaryOf(Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    /** Surefire runs no nested classes by themselves. */
    static class OfOneSchema extends JdbcSinkContract {
        OfOneSchema() {
            super(URL, new Forgetful());
        }
    }

    static class OfSharedSchema extends SharedSchemaContract {
        OfSharedSchema() {
            super(URL, new Forgetful());
        }
    }

    /** Stores false for each true. */
    private static final class Forgetful implements Dialect {

        @Override
        public Object bindable(ColumnType type, Object value) {
            return type == ColumnType.BOOLEAN ? false : Dialect.super.bindable(type, value);
        }

        @Override
        public String name() {
            return "H2";
        }

        @Override
        public String type(ColumnType type) {
            return switch (type) {
                case TEXT, JSON -> "CHARACTER LARGE OBJECT";
                case BOOLEAN -> "BOOLEAN";
                case INTEGER -> "BIGINT";
                case DECIMAL -> "NUMERIC(38, 9)";
                case TIMESTAMP -> "TIMESTAMP(6) WITH TIME ZONE";
            };
        }

        @Override
        public String keyType() {
            return "CHARACTER VARYING(255)";
        }

        @Override
        public String byteOrder(String quotedColumn) {
            return "CAST(" + quotedColumn + " AS VARBINARY)";
        }

        @Override
        public boolean hidesAlteredTables() {
            return true;
        }
    }
}
