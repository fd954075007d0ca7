package dev.rampart.operator.checkset;

import static java.util.Objects.requireNonNullElse;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.Evaluation;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.schedule.Schedule;
import dev.rampart.policy.schedule.TimeSpan;
import dev.rampart.policy.schedule.TimeZones;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the raw spec, where anything may be absent, into a {@link ValidPolicy}. */
public final class PolicyValidator {

    private static final List<FrameworkSelection> DEFAULT_FRAMEWORKS = List.of(
            new FrameworkSelection(FrameworkName.CIS_KUBERNETES, null),
            new FrameworkSelection(FrameworkName.NIST_800_53, null));

    private final Catalogue catalogue;
    private final TailoringReader tailorings;

    public PolicyValidator(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.tailorings = new TailoringReader(catalogue);
    }

    public PolicyReading validate(CompliancePolicy policy) {
        @Nullable CompliancePolicySpec given = policy.getSpec();
        var spec = given == null ? new CompliancePolicySpec(null, null, null, null, null) : given;
        var selection = NodeSelection.of(spec.target());
        var problems = new ArrayList<String>();
        var evaluation = evaluation(spec.evaluation(), problems);
        var frameworks = frameworks(spec, evaluation.zone(), problems);
        var asked = frameworks.stream()
                .flatMap(f -> catalogue.checksFor(f.framework()).stream())
                .distinct()
                .toList();
        var tailoring = tailorings.read(spec.tailoring(), asked, problems);
        var meta = policy.getMetadata();
        if (!problems.isEmpty()) {
            return new PolicyReading.Invalid(meta.getName(), selection, problems);
        }
        return new PolicyReading.Valid(new ValidPolicy(
                meta.getName(),
                requireNonNullElse(meta.getUid(), ""),
                requireNonNullElse(meta.getGeneration(), 0L),
                requireNonNullElse(meta.getCreationTimestamp(), ""),
                frameworks,
                selection,
                tailoring,
                evaluation,
                Optional.ofNullable(spec.thresholds())));
    }

    private static EvaluationSettings evaluation(@Nullable Evaluation given, List<String> problems) {
        var evaluation = given == null ? new Evaluation(null, null, null, null) : given;
        var zone = TimeZones.UTC;
        @Nullable String timezone = evaluation.timezone();
        try {
            zone = timezone == null ? TimeZones.UTC : TimeZones.parse(timezone);
        } catch (IllegalArgumentException e) {
            problems.add("spec.evaluation.timezone: " + e.getMessage()
                    + NearestNames.of(String.valueOf(timezone), TimeZones.names()));
        }
        return new EvaluationSettings(
                zone,
                Optional.ofNullable(timezone),
                duration("jitter", evaluation.jitter(), problems).map(d -> d.toSeconds() + "s"),
                duration("timeout", evaluation.timeout(), problems),
                Boolean.TRUE.equals(evaluation.suspend()));
    }

    private static Optional<Duration> duration(String field, @Nullable String text, List<String> problems) {
        try {
            return Optional.ofNullable(text).map(TimeSpan::parse);
        } catch (IllegalArgumentException e) {
            problems.add("spec.evaluation." + field + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<ChosenFramework> frameworks(CompliancePolicySpec spec, ZoneId zone, List<String> problems) {
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
                chosen.add(new ChosenFramework(framework, Schedule.parse(cron, zone)));
            } catch (IllegalArgumentException e) {
                problems.add(field + ".schedule: " + e.getMessage());
            }
        }
        return chosen;
    }
}
