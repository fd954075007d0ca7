package dev.rampart.cli.scan;

import dev.rampart.policy.host.Host;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command as a user runs it, in surroundings that a test declares. */
record Run(int exit, String out, String err) {

    static Surroundings on(Host host) {
        return new Surroundings(root -> host, Screen.NONE, true, true);
    }

    static Run scan(Surroundings surroundings, List<String> words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var top = new CommandLine(CommandSpec.create().name("rampart").version("rampart 1.2.3"));
        top.addSubcommand(new ScanCommand(surroundings));
        var all = new java.util.ArrayList<>(List.of("scan"));
        all.addAll(words);
        int exit = top.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
        return new Run(exit, out.toString(), err.toString());
    }

    static Run scan(Surroundings surroundings, String... words) {
        return scan(surroundings, List.of(words));
    }
}
