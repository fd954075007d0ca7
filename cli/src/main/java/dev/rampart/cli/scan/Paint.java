package dev.rampart.cli.scan;

import dev.rampart.policy.model.Verdict;

/** Colours of verdicts, where the output takes them. */
record Paint(boolean colours) {

    private static final String RESET = "\033[0m";

    String of(Verdict verdict, String text) {
        return switch (verdict) {
            case Verdict.Passed p -> in("\033[32m", text);
            case Verdict.Failed f -> in("\033[31m", text);
            case Verdict.NotApplicable n -> in("\033[2m", text);
            case Verdict.Unknown u -> in("\033[33m", text);
        };
    }

    String bold(String text) {
        return in("\033[1m", text);
    }

    private String in(String code, String text) {
        return colours ? code + text + RESET : text;
    }
}
