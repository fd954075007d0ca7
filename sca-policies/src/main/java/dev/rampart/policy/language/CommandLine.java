package dev.rampart.policy.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the command of a {@code c:} rule into arguments as both engines do (string_op.c: w_strtok): at blanks only;
 * double quotes group; a backslash takes the next character literally; single quotes are ordinary characters.
 */
public final class CommandLine {

    private final List<String> arguments = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean started;
    private boolean quoted;

    private CommandLine() {}

    /** Empty when there is no argument at all. */
    public static List<String> split(String text) {
        var line = new CommandLine();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i < text.length()) {
                    line.add(text.charAt(i));
                }
            } else if (c == '"') {
                line.started |= line.quoted;
                line.quoted = !line.quoted;
            } else if (c == ' ' && !line.quoted) {
                line.end();
            } else {
                line.add(c);
            }
        }
        line.end();
        return List.copyOf(line.arguments);
    }

    private void add(char c) {
        current.append(c);
        started = true;
    }

    private void end() {
        if (started) {
            arguments.add(current.toString());
        }
        current.setLength(0);
        started = false;
    }
}
