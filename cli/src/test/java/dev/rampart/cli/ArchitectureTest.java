package dev.rampart.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.rampart.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NEITHER_OPERATOR_NOR_SCANNER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.rampart.operator..", "dev.rampart.scanner..", "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.rampart.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CATCH_ALL_NAMES = noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
