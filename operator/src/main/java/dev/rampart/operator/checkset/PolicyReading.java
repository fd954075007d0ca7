package dev.rampart.operator.checkset;

import java.util.List;

/** A CompliancePolicy after validation. */
public sealed interface PolicyReading {

    record Valid(ValidPolicy policy) implements PolicyReading {}

    /** @param problems sentences, each naming its field; never empty */
    record Invalid(String name, NodeSelection selection, List<String> problems) implements PolicyReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
