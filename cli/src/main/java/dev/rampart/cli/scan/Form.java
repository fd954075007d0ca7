package dev.rampart.cli.scan;

/** The forms that a scan prints in. */
enum Form {
    table,
    json,
    sarif
}
