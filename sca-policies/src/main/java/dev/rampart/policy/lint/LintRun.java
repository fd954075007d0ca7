package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.language.RuleReader;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.YamlProblem;
import dev.rampart.policy.yaml.YamlReader;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Lints files one after the other and remembers their ids, which may clash. Not thread-safe. */
public final class LintRun {

    private static final String SHARED_FOLDER = "etc/shared/";

    /** Characters; shorter ones cost less to look at again than to remember. */
    private static final int LONG_RULE = 256;

    private final LintOptions options;
    private final IdClashes clashes = new IdClashes();

    public LintRun(LintOptions options) {
        this.options = options;
    }

    public FileFindings lint(String fileName, byte[] bytes) {
        var found = new FindingList();
        try {
            var root = YamlReader.read(bytes);
            lint(fileName, root, found);
        } catch (YamlProblem e) {
            found.add(
                    LintCode.NOT_YAML,
                    e.at(),
                    String.valueOf(e.getMessage()),
                    "write one YAML document in UTF-8, at most " + YamlReader.MAX_BYTES / 1024 / 1024 + " MiB");
        }
        return found.in(fileName);
    }

    private void lint(String fileName, YamlValue root, FindingList found) {
        var document = new PolicyDocument(root);
        ReaderLints.check(root, options, found);
        KeyLints.check(document, options, found);
        FieldLints.check(document, options, found);
        clashes.check(fileName, document, found);
        boolean remote = options.remote() || fileName.replace('\\', '/').contains(SHARED_FOLDER);
        var rules = new Rules(root);
        var linted = Collections.<LintedRule>newSetFromMap(new IdentityHashMap<>());
        var variables = VariableLints.names(document);
        var owners = new ArrayList<>(document.checks());
        document.requirements().ifPresent(owners::add);
        for (var owner : owners) {
            var read = owner.rules().stream().map(r -> rules.read(owner, r)).toList();
            for (var rule : read) {
                if (isLong(rule.text()) && !linted.add(rule)) {
                    continue;
                }
                RuleLints.check(rule, options, found);
                VariableLints.check(rule, variables, options, found);
                PatternLints.check(rule, options, found);
                CommandLints.check(rule, remote, found);
                if (options.container()) {
                    ContainerLints.check(rule, found);
                }
            }
            VerdictLints.check(owner, read, options, found);
        }
    }

    private static boolean isLong(String rule) {
        return rule.length() >= LONG_RULE;
    }

    /** Takes each long scalar apart once, however many aliases repeat it. */
    private final class Rules {
        private final Optional<RuleReader> v4;
        private final Optional<RuleReader> v5;
        private final IdentityHashMap<Scalar, Map<RegexType, LintedRule>> known = new IdentityHashMap<>();

        Rules(YamlValue root) {
            v4 = reader(Dialect.WAZUH_4_14, root);
            v5 = reader(Dialect.WAZUH_5, root);
        }

        private Optional<RuleReader> reader(Dialect dialect, YamlValue root) {
            return options.has(dialect) ? Optional.of(RuleReader.of(dialect, root)) : Optional.empty();
        }

        LintedRule read(PolicyDocument.Owner owner, Scalar rule) {
            return isLong(rule.text())
                    ? known.computeIfAbsent(rule, r -> new EnumMap<>(RegexType.class))
                            .computeIfAbsent(owner.regexType(), t -> parse(owner, rule))
                    : parse(owner, rule);
        }

        private LintedRule parse(PolicyDocument.Owner owner, Scalar rule) {
            var source = new Source(rule.text(), rule.at());
            return new LintedRule(
                    owner,
                    rule.text(),
                    rule.at(),
                    v4.flatMap(r -> r.read(source, owner.regexType())),
                    v5.flatMap(r -> r.read(source, owner.regexType())));
        }
    }
}
