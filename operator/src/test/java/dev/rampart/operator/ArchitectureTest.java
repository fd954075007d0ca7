package dev.rampart.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.rampart.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.rampart.operator.";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.rampart.operator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule policiesDoNotTouchOtherKinds = touchesNoOther("compliancepolicy");

    @ArchTest
    static final ArchRule scansDoNotTouchOtherKinds = touchesNoOther("nodescan");

    @ArchTest
    static final ArchRule compliancesDoNotTouchOtherKinds = touchesNoOther("nodecompliance");

    @ArchTest
    static final ArchRule reportsDoNotTouchOtherKinds = touchesNoOther("compliancereport");

    @ArchTest
    static final ArchRule onlyFewTouchTheClient = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "apply..", ROOT + "main..")
            .and()
            .haveSimpleNameNotEndingWith("Reader")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(KubernetesClient.class);

    @ArchTest
    static final ArchRule pureStagesKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "checkset..", ROOT + "binding..", ROOT + "settings..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule onlySettingsReadTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "settings..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes =
            classes().should().haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)");

    private static ArchRule touchesNoOther(String kind) {
        var others = java.util.stream.Stream.of("compliancepolicy", "nodescan", "nodecompliance", "compliancereport")
                .filter(k -> !k.equals(kind))
                .map(k -> ROOT + k + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + kind + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
