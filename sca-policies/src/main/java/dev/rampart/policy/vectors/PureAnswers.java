package dev.rampart.policy.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rampart.policy.language.CommandLine;
import dev.rampart.policy.pattern.Lines;
import dev.rampart.policy.regex.OsMatch;
import dev.rampart.policy.regex.OsRegex;
import dev.rampart.policy.regex.PatternRefused;
import dev.rampart.policy.regex.StepBudget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Cases that need no host: parts of the 4.x engine by themselves. */
final class PureAnswers {

    private PureAnswers() {}

    static Answer osRegex(VectorCase vector) {
        var expected =
                vector.text("expected") + (vector.fields().has("captures") ? " " + vector.field("captures") : "");
        return new Answer(vector, expected, osRegex(vector.text("pattern"), vector.text("text")));
    }

    private static String osRegex(String pattern, String text) {
        try {
            var groups = OsRegex.compile(Bytes.of(pattern))
                    .groups(Bytes.of(text), new StepBudget(StepBudget.STEPS_PER_RULE));
            return groups == null ? "no match" : "match " + array(groups);
        } catch (PatternRefused e) {
            return "compile error";
        }
    }

    static Answer osMatch(VectorCase vector) {
        boolean matches = OsMatch.compile(Bytes.of(vector.text("pattern"))).matches(Bytes.of(vector.text("text")));
        return new Answer(vector, vector.text("expected"), matches ? "match" : "no match");
    }

    static Answer tokens(VectorCase vector) {
        return lists(vector, CommandLine.split(Bytes.of(vector.text("command"))));
    }

    static Answer lines(VectorCase vector) {
        var output = vector.text("output").getBytes(StandardCharsets.UTF_8);
        return lists(vector, Lines.ofOutput4(output, false).lines());
    }

    private static Answer lists(VectorCase vector, List<String> got) {
        return new Answer(
                vector, vector.field("expected").toString(), array(got).toString());
    }

    private static ArrayNode array(List<String> bytes) {
        var result = JsonNodeFactory.instance.arrayNode();
        bytes.forEach(b -> result.add(Bytes.toText(b)));
        return result;
    }
}
