package io.intercomsync.jdbc.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.intercomsync.jdbc.JdbcSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JdbcArchitectureTest {
    private static final String ROOT = "io.intercomsync.jdbc";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(JdbcSink.class.getProtectionDomain().getCodeSource().getLocation());

    /** The packages that may know a product: one for each built-in dialect. */
    private static final List<String> PRODUCTS = List.of(
            "postgresql",
            "duckdb",
            "h2",
            "mariadb",
            "sqlite",
            "mysql",
            "sqlserver",
            "redshift",
            "snowflake",
            "bigquery");

    private static final Pattern PRODUCT = Pattern.compile(
            "(?i)postgres|pgjdbc|duckdb|\\bH2\\b|mariadb|mysql|sql ?server|redshift|snowflake|bigquery|sqlite");
    private static final Pattern VENDOR_CODE = Pattern.compile("getErrorCode\\(\\)\\s*(?:[=!]=|\\))\\s*[{?0-9A-Z]");
    private static final Pattern DIALECT_COMPARED = Pattern.compile("[=!]= ?Dialects?\\.|instanceof \\w+Dialect");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    @Test
    void no_package_depends_on_itself_through_others() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getPackageName().startsWith(ROOT)
                                ? SliceIdentifier.of(type.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages of " + ROOT;
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void these_types_are_public_and_no_others() {
        assertThat(CLASSES.stream()
                        .filter(type -> !isInternal(type) && isPublic(type))
                        .map(type -> type.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrder(
                        "CustomAttributes",
                        "Dialects",
                        "FivetranViews",
                        "JdbcSink",
                        "JdbcSink$Builder",
                        "OnDelete",
                        "WarehouseCheck",
                        "WarehouseCheck$Finding",
                        "WarehouseCheck$Severity",
                        "dialect.BulkLoader",
                        "dialect.DatabaseCatalog",
                        "dialect.DatabaseChecks",
                        "dialect.DatabaseErrors",
                        "dialect.DatabaseLocks",
                        "dialect.DatabaseSessions",
                        "dialect.DecimalDigits",
                        "dialect.Dialect",
                        "dialect.ErrorOrigin",
                        "dialect.ErrorOrigin$Kind",
                        "dialect.ErrorScope",
                        "dialect.FoundColumn",
                        "dialect.LoadRequest",
                        "dialect.MissingRight",
                        "dialect.NeededRights",
                        "dialect.TableObject",
                        "dialect.TargetColumn",
                        "dialect.TargetColumn$Form",
                        "dialect.TargetTable");
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().contains(".internal");
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(JdbcArchitectureTest::isPublic).orElse(true);
    }

    @Test
    void public_signatures_show_the_jdk_and_our_own_public_types_alone() {
        List<String> foreign = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (!isInternal(type) && isPublic(type)) {
                type.getCodeUnits().stream()
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(unit -> shown(unit)
                                .filter(shown -> !mayBeShown(shown))
                                .forEach(shown -> foreign.add(unit.getFullName() + " shows " + shown.getName())));
            }
        }

        assertThat(foreign).isEmpty();
    }

    private static Stream<JavaClass> shown(JavaCodeUnit unit) {
        Stream<JavaType> types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream()).map(JavaClass::getBaseComponentType);
    }

    private static boolean mayBeShown(JavaClass type) {
        return type.isPrimitive()
                || (!isInternal(type)
                        && Stream.of("java.", "javax.sql.", "io.intercomsync.")
                                .anyMatch(start -> type.getName().startsWith(start)));
    }

    /** A database has one place that knows it. Anything else would forget the next database. */
    @Test
    void no_product_and_no_code_of_a_vendor_stands_outside_of_its_dialect() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Dialects.java")) // the list of those that are built in
                    .filter(file -> !PRODUCTS.contains(
                            requireNonNull(file.getParent()).getFileName().toString()))
                    .flatMap(JdbcArchitectureTest::productsIn)
                    .toList();

            assertThat(found).isEmpty();
        }
    }

    private static Stream<String> productsIn(Path file) {
        String code = COMMENT.matcher(read(file)).replaceAll("");
        return Stream.of(PRODUCT, VENDOR_CODE, DIALECT_COMPARED)
                .flatMap(pattern -> pattern.matcher(code).results())
                .map(found -> file.getFileName() + ": " + found.group());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
