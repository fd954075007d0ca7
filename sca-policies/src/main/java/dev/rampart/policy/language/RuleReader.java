package dev.rampart.policy.language;

import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.YamlValue;
import java.util.Optional;

/** Takes single rules of a file apart, also of a file that the dialect refuses as a whole. */
public final class RuleReader {

    private final Dialect dialect;
    private final Variables variables;

    private RuleReader(Dialect dialect, Variables variables) {
        this.dialect = dialect;
        this.variables = variables;
    }

    /** Variables that the dialect refuses count as absent. */
    public static RuleReader of(Dialect dialect, YamlValue root) {
        try {
            return new RuleReader(
                    dialect,
                    switch (dialect) {
                        case WAZUH_4_14 -> Wazuh4Reader.variables(Fields4.of(root));
                        case WAZUH_5 -> Wazuh5Reader.variables(root);
                    });
        } catch (Refusal e) {
            return new RuleReader(dialect, Variables.NONE);
        }
    }

    /** Empty when the engine takes no rule from the text: 5.x drops it, or variables blow it up. */
    public Optional<Rule> read(Rule.Source source, RegexType regexType) {
        try {
            return switch (dialect) {
                case WAZUH_4_14 -> Optional.of(new RuleParser4(variables, regexType).parse(source));
                case WAZUH_5 ->
                    RuleParser5.parse(source, variables.replaceIn(source.text()))
                                    instanceof RuleParser5.Parsed.Parses(var rule)
                            ? Optional.of(rule)
                            : Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
