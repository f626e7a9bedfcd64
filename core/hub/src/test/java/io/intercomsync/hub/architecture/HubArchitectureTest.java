package io.intercomsync.hub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.intercomsync.hub.Hub;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HubArchitectureTest {
    private static final String ROOT = "io.intercomsync.hub";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Hub.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void packages_depend_downwards_only() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".internal.flush")
                .check(CLASSES);
    }

    @Test
    void only_the_store_knows_sqlite() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void these_types_are_public_and_no_others() {
        assertThat(CLASSES.stream()
                        .filter(type -> !isInternal(type) && isPublic(type))
                        .map(type -> type.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrder(
                        "FlushListener",
                        "FlushProgress",
                        "Hub",
                        "Hub$Builder",
                        "HubFlush",
                        "HubFlush$Builder",
                        "HubStatus",
                        "HubStatus$Warehouse");
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

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().contains(".internal");
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HubArchitectureTest::isPublic).orElse(true);
    }

    private static Stream<JavaClass> shown(JavaCodeUnit unit) {
        Stream<JavaType> types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream()).map(JavaClass::getBaseComponentType);
    }

    private static boolean mayBeShown(JavaClass type) {
        return type.isPrimitive()
                || (!isInternal(type)
                        && (type.getName().startsWith("java.") || type.getName().startsWith("io.intercomsync.")));
    }
}
