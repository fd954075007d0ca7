package dev.rampart.policy.lint;

import java.util.List;

/** One file by itself; {@link LintRun} for several. */
public final class Linter {

    private Linter() {}

    /** Whatever the bytes are: what is wrong with them, in the order of the file. */
    public static List<Finding> lint(String fileName, byte[] bytes, LintOptions options) {
        return new LintRun(options).lint(fileName, bytes).findings();
    }
}
