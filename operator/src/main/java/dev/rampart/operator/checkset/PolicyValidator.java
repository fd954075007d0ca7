package dev.rampart.operator.checkset;

import static java.util.Objects.requireNonNullElse;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.schedule.Schedule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the raw spec, where anything may be absent, into a {@link ValidPolicy}. */
public final class PolicyValidator {

    private static final List<FrameworkSelection> DEFAULT_FRAMEWORKS = List.of(
            new FrameworkSelection(FrameworkName.CIS_KUBERNETES, null),
            new FrameworkSelection(FrameworkName.NIST_800_53, null));

    private PolicyValidator() {}

    public static PolicyReading validate(CompliancePolicy policy) {
        @Nullable CompliancePolicySpec given = policy.getSpec();
        var spec = given == null ? new CompliancePolicySpec(null, null, null) : given;
        var selection = NodeSelection.of(spec.target());
        var problems = new ArrayList<String>();
        var frameworks = frameworks(spec, problems);
        var meta = policy.getMetadata();
        if (!problems.isEmpty()) {
            return new PolicyReading.Invalid(meta.getName(), selection, problems);
        }
        var suspended = spec.evaluation() != null
                && Boolean.TRUE.equals(spec.evaluation().suspend());
        return new PolicyReading.Valid(new ValidPolicy(
                meta.getName(),
                requireNonNullElse(meta.getUid(), ""),
                requireNonNullElse(meta.getGeneration(), 0L),
                requireNonNullElse(meta.getCreationTimestamp(), ""),
                frameworks,
                selection,
                suspended));
    }

    private static List<ChosenFramework> frameworks(CompliancePolicySpec spec, List<String> problems) {
        var selections =
                spec.frameworks() == null || spec.frameworks().isEmpty() ? DEFAULT_FRAMEWORKS : spec.frameworks();
        var seen = EnumSet.noneOf(Framework.class);
        var chosen = new ArrayList<ChosenFramework>();
        for (int i = 0; i < selections.size(); i++) {
            var selection = selections.get(i);
            var framework = Framework.valueOf(selection.name().name());
            var field = "spec.frameworks[" + i + "]";
            if (!seen.add(framework)) {
                problems.add(field + ".name: " + framework.id() + " is listed twice; keep one entry");
                continue;
            }
            try {
                var cron = requireNonNullElse(selection.schedule(), framework.defaultSchedule());
                chosen.add(new ChosenFramework(framework, Schedule.parse(cron)));
            } catch (IllegalArgumentException e) {
                problems.add(field + ".schedule: " + e.getMessage());
            }
        }
        return chosen;
    }
}
