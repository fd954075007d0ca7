package dev.rampart.policy.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The arguments of a command, split as {@link dev.rampart.policy.language.CommandLine} does.
 *
 * @param closed false when a double quote is open at the end
 */
record CommandWords(List<Word> words, boolean closed) {

    /** What stands in for a character that was quoted or escaped. */
    private static final char HIDDEN = '\0';

    /** Programs that give an argument behind {@code -c} to a shell. */
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "ash", "ksh", "zsh", "busybox", "su", "runuser");

    /** @param bare the text with everything hidden that was quoted or escaped */
    record Word(String text, String bare) {}

    CommandWords {
        words = List.copyOf(words);
    }

    static CommandWords of(String command) {
        var words = new ArrayList<Word>();
        var text = new StringBuilder();
        var bare = new StringBuilder();
        boolean started = false;
        boolean quoted = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '"') {
                started |= quoted;
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                end(words, text, bare, started);
                started = false;
            } else if (c != '\\' || ++i < command.length()) {
                boolean hidden = quoted || c == '\\';
                text.append(command.charAt(i));
                bare.append(hidden ? HIDDEN : c);
                started = true;
            }
        }
        end(words, text, bare, started);
        return new CommandWords(words, !quoted);
    }

    private static void end(List<Word> words, StringBuilder text, StringBuilder bare, boolean started) {
        if (started) {
            words.add(new Word(text.toString(), bare.toString()));
        }
        text.setLength(0);
        bare.setLength(0);
    }

    /** The last part of the first argument's path; empty when there is none. */
    String program() {
        return words.isEmpty() ? "" : baseName(words.getFirst().text());
    }

    /** Windows has its own rules for arguments. */
    boolean isForWindows() {
        var program = program().toLowerCase(Locale.ROOT);
        return program.endsWith(".exe")
                || Set.of("powershell", "pwsh", "cmd", "reg", "net", "auditpol", "secedit", "wmic", "sc")
                        .contains(program);
    }

    /** Index of the argument that a shell runs; -1 when there is none. */
    int script() {
        boolean shell = false;
        for (int i = 0; i < words.size(); i++) {
            var text = words.get(i).text();
            shell |= SHELLS.contains(baseName(text));
            if (shell && text.matches("-[a-z]*c")) {
                return i + 1;
            }
        }
        return -1;
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
