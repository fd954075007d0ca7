package dev.rampart.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.rampart", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoKubernetesAndNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "io.javaoperatorsdk..",
                    "dev.rampart.crds..",
                    "dev.rampart.operator..",
                    "dev.rampart.scanner..",
                    "dev.rampart.cli..",
                    "dev.rampart.testkit..");

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching("dev.rampart.policy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule valuesStandAlone = classes()
            .that()
            .resideInAPackage("dev.rampart.policy.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.rampart.policy.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule onlyTheHostPackageTouchesTheMachine = noClasses()
            .that()
            .resideOutsideOfPackages("dev.rampart.policy.host..", "dev.rampart.policy.vectors..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.lang.ProcessBuilder.class, java.nio.file.Files.class, java.io.File.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
