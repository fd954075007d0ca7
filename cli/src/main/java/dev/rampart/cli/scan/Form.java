package dev.rampart.cli.scan;

/** The forms that a scan prints in. */
public enum Form {
    table,
    json,
    sarif
}
