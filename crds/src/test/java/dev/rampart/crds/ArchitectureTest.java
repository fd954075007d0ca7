package dev.rampart.crds;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.rampart.crds", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat(describe(
                    "are in another module of the project",
                    type -> type.getPackageName().startsWith("dev.rampart.")
                            && !type.getPackageName().startsWith("dev.rampart.crds")));

    @ArchTest
    static final ArchRule KNOWS_NO_FRAMEWORK =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule KINDS_DO_NOT_KNOW_HOW_CONDITIONS_ARE_MERGED = noClasses()
            .that()
            .resideInAPackage("..v1alpha1..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..condition..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.rampart.crds.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common)");

    @ArchTest
    static final ArchRule NO_HIDDEN_INPUTS = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule NO_PRINTING = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
