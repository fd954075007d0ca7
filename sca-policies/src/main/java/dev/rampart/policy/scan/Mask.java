package dev.rampart.policy.scan;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that leaves the host. Every scanner can read every NodeScan, so what is not needed to
 * understand a verdict stays behind; when in doubt, too much is masked.
 */
final class Mask {

    static final String MASKED = "[masked]";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z0-9 ]+-----.*?(?:-----END [A-Z0-9 ]+-----|\\z)", Pattern.DOTALL);

    private static final Pattern PASSWORD_HASH = Pattern.compile("\\$[0-9A-Za-z]{1,8}\\$[^\\s:]{4,}");

    private static final Pattern USER_AND_PASSWORD_IN_URL = Pattern.compile("://[^/\\s@]+@");

    private static final String SECRET_WORD =
            "pass(?:word|wd|phrase)s?|secrets?|tokens?|credentials?|authorization|bearer"
                    + "|api[-_]?keys?|(?:private|access|secret|client|encryption|signing)[-_.]?keys?|key[-_]?data|\\bkeys?\\b";

    /** The word may be part of a longer one; what follows the separator, up to the line's end, is its value. */
    private static final Pattern SECRET_VALUE = Pattern.compile(
            "((?:" + SECRET_WORD + ")[\\w.-]*[\"']?(?:\\s*[:=]\\s*|\\s+))([^\\r\\n]+)", Pattern.CASE_INSENSITIVE);

    /** Values that say how something is set and are no secret. */
    private static final Pattern SETTING = Pattern.compile(
            "(?:yes|no|true|false|on|off|none|enabled|disabled|prohibit-password|without-password|\\d{1,4})\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/_=-]{32,}");

    private Mask() {}

    static String secretsIn(String text) {
        var result = PEM.matcher(text).replaceAll(MASKED);
        result = PASSWORD_HASH.matcher(result).replaceAll(MASKED);
        result = USER_AND_PASSWORD_IN_URL.matcher(result).replaceAll("://" + MASKED + "@");
        result = SECRET_VALUE.matcher(result).replaceAll(Mask::secretValue);
        return LONG_RUN.matcher(result).replaceAll(Mask::longRun);
    }

    private static String secretValue(MatchResult match) {
        boolean setting = SETTING.matcher(match.group(2)).matches();
        return java.util.regex.Matcher.quoteReplacement(setting ? match.group() : match.group(1) + MASKED);
    }

    /** Paths and words are long too; base64 and hexadecimal have digits, and base64 upper case or no slash. */
    private static String longRun(MatchResult match) {
        var run = match.group();
        boolean digit = run.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean upper = run.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        return digit && (upper || run.indexOf('/') < 0) ? MASKED : run;
    }
}
