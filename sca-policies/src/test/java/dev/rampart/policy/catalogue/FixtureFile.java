package dev.rampart.policy.catalogue;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.model.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A host as a check's fixture declares it: {@code files} (path to text) and {@code commands} ({@code run} as in the rule,
 * then {@code exit} and {@code output}, or {@code answer}: not-installed, not-started, timed-out, truncated).
 */
record FixtureFile(MemoryHost host, Reason reason) {

    static FixtureFile parse(String file, String yaml) {
        var document = new Field(file, "", new Yaml().compose(new java.io.StringReader(yaml)));
        var fields = document.fields(Set.of("reason", "files", "commands"));
        var commands = new HashMap<List<String>, CommandResult>();
        if (fields.containsKey("commands")) {
            document.required(fields, "commands").items().forEach(c -> command(c, commands));
        }
        var files = new HashMap<String, FileRead>();
        if (fields.containsKey("files")) {
            for (var item : document.required(fields, "files").items()) {
                var parts = item.fields(Set.of("path", "text"));
                files.put(
                        item.required(parts, "path").text(),
                        new FileRead.Content(raw(item.required(parts, "text")), false));
            }
        }
        var reason = fields.containsKey("reason")
                ? Reason.valueOf(document.required(fields, "reason").text())
                : Reason.NONE;
        return new FixtureFile(new MemoryHost(files, commands), reason);
    }

    private static void command(Field item, Map<List<String>, CommandResult> commands) {
        var fields = item.fields(Set.of("run", "exit", "output", "answer"));
        var argv = dev.rampart.policy.eval.RuleNeeds.argvOf(
                item.required(fields, "run").text());
        commands.put(
                argv,
                fields.containsKey("answer") ? answer(item.required(fields, "answer"), argv) : finished(item, fields));
    }

    private static CommandResult answer(Field field, List<String> argv) {
        return switch (field.text()) {
            case "not-installed" -> new CommandResult.NotInstalled(argv.getFirst());
            case "not-started" -> new CommandResult.NotStarted("chroot: cannot change root directory");
            case "timed-out" -> new CommandResult.TimedOut();
            case "truncated" -> new CommandResult.Finished(137, "x\n".getBytes(StandardCharsets.UTF_8), true);
            default -> throw field.objection("is not a known answer");
        };
    }

    private static CommandResult finished(Field item, Map<String, Field> fields) {
        return new CommandResult.Finished(
                Integer.parseInt(item.required(fields, "exit").text()), raw(item.required(fields, "output")), false);
    }

    private static byte[] raw(Field field) {
        return ((ScalarNode) field.node()).getValue().getBytes(StandardCharsets.UTF_8);
    }
}
