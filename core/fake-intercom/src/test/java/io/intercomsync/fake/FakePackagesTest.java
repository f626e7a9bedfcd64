package io.intercomsync.fake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class FakePackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(FakeIntercom.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void no_package_depends_on_itself_through_others() {
        slices().matching("io.intercomsync.(fake).(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** A class of the library in the fake would bring its mistakes along, and no test could see them. */
    @Test
    void the_fake_knows_nothing_of_the_library_that_it_tests() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.intercomsync", "io.intercomsync.(model|collection|sink|internal|report)..")
                .check(CLASSES);
    }
}
