package dev.rampart.scanner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.rampart.scanner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The budget of 110 MiB has no room for another client (corrections 7); everything else is not the scanner's. */
    @ArchTest
    static final ArchRule usesNothingButJacksonAndThePolicies = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations..",
                    "dev.rampart.policy..",
                    "dev.rampart.scanner..");

    @ArchTest
    static final ArchRule onlySettingsReadTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackage("..settings..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule decisionsKnowNoInputOrOutput = noClasses()
            .that()
            .resideInAnyPackage("..plan..", "..evidence..", "..nodescan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "..scanner.api..", "..scanner.log..")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.rampart.scanner.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
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
