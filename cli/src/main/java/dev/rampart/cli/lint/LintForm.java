package dev.rampart.cli.lint;

/** The forms that findings are printed in. */
enum LintForm {
    text,
    json,
    sarif
}
