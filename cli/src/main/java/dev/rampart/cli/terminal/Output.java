package dev.rampart.cli.terminal;

/** The forms that a command prints in. */
public enum Output {
    table,
    json
}
