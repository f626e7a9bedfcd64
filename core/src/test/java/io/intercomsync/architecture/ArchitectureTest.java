package io.intercomsync.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.intercomsync.collection.IntercomCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(IntercomCollection.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void no_package_depends_on_itself_through_others() {
        slices().matching("io.(intercomsync).(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The packages of core, lowest first. Each knows those before it, and none behind it. */
    private static final List<String> LOWEST_FIRST = List.of(
            "internal.value",
            "internal.json",
            "model",
            "collection",
            "internal.description",
            "report",
            "error",
            "internal.files",
            "checkpoint",
            "sink",
            "internal.mapping",
            "internal.foreign",
            "internal.pace",
            "internal.http",
            "internal.api",
            "internal.parallel",
            "internal.feed",
            "internal.paging",
            "internal.resource",
            "internal.firstgeneration",
            "internal.sweep",
            "internal.state",
            "internal.write",
            "internal.run",
            "",
            "oauth");

    @Test
    void each_package_knows_only_the_packages_below_it() {
        classes().should(knowOnlyLowerPackages()).check(CLASSES);
    }

    private static ArchCondition<JavaClass> knowOnlyLowerPackages() {
        return new ArchCondition<>("know only the packages before theirs in LOWEST_FIRST") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = level(type);
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("io.intercomsync"))
                        .filter(dependency -> own < 0 || level(dependency.getTargetClass()) > own)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static int level(JavaClass type) {
        String name = type.getPackageName().substring("io.intercomsync".length());
        return LOWEST_FIRST.indexOf(name.isEmpty() ? "" : name.substring(1));
    }

    /** The Javadoc of other modules finds core's by this list. */
    @Test
    void the_list_of_packages_for_javadoc_has_each_public_one() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/javadoc/element-list")))
                .containsExactlyElementsOf(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.contains(".internal"))
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void every_package_is_null_marked() {
        classes().should(beInANullMarkedPackage()).check(CLASSES);
    }

    @Test
    void the_model_knows_the_jdk_and_how_json_is_held_alone() {
        classes()
                .that()
                .resideInAnyPackage("io.intercomsync.model..", "io.intercomsync.internal.value..")
                .should()
                .onlyDependOnClassesThat(
                        isOneOf("java.", "org.jspecify.", "io.intercomsync.model.", "io.intercomsync.internal.value."))
                .check(CLASSES);
    }

    @Test
    void what_is_public_shows_no_types_of_other_libraries() {
        classes()
                .that()
                .resideOutsideOfPackage("..internal..")
                .should(showOnly(isOneOf("java.", "javax.sql.", "javax.net.ssl.", "org.jspecify.", "io.intercomsync.")
                        .and(isNot(".internal."))))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isOneOf(String... prefixes) {
        return DescribedPredicate.describe("are of " + String.join(", ", prefixes), type -> {
            JavaClass base = type.getBaseComponentType();
            for (String prefix : prefixes) {
                if (base.isPrimitive() || base.getName().startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static DescribedPredicate<JavaClass> isNot(String part) {
        return DescribedPredicate.describe(
                "not of " + part, type -> !type.getBaseComponentType().getName().contains(part));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isMarked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(type, isMarked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }

    private static ArchCondition<JavaClass> showOnly(DescribedPredicate<JavaClass> allowed) {
        return new ArchCondition<>("show only types that " + allowed.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isPublic(type)) {
                    return;
                }
                type.getInterfaces().forEach(shown -> report(type.getName(), shown, events));
                type.getSuperclass().ifPresent(shown -> report(type.getName(), shown, events));
                type.getMembers().stream()
                        .filter(ArchitectureTest::isShown)
                        .forEach(member ->
                                typesOf(member).forEach(shown -> report(member.getFullName(), shown, events)));
            }

            private void report(String where, JavaType shown, ConditionEvents events) {
                shown.getAllInvolvedRawTypes().stream()
                        .filter(DescribedPredicate.not(allowed))
                        .forEach(bad ->
                                events.add(SimpleConditionEvent.violated(bad, where + " shows " + bad.getName())));
            }
        };
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isShown(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                || (modifiers.contains(JavaModifier.PROTECTED)
                        && !member.getOwner().getModifiers().contains(JavaModifier.FINAL));
    }

    private static Set<JavaType> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return Set.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Set<JavaType> types = new HashSet<>(unit.getParameterTypes());
        types.add(unit.getReturnType());
        types.addAll(unit.getThrowsClause().getTypes());
        return types;
    }
}
