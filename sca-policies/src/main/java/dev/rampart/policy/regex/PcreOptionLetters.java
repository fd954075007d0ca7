package dev.rampart.policy.regex;

/** The letters of {@code (?i)} and {@code (?i-m:}. */
final class PcreOptionLetters {

    private PcreOptionLetters() {}

    /** Reads up to the closing parenthesis or colon, which stays. */
    static PcreOptions read(PcreCursor in, PcreOptions before) throws PcreRefusal {
        boolean caret = in.skip("^");
        boolean hyphenAllowed = !caret;
        boolean unsetting = false;
        int set = 0;
        int unset = 0;
        while (!in.atEnd() && !in.looksAt(')') && !in.looksAt(':')) {
            char c = in.next();
            if (c == '-') {
                if (!hyphenAllowed) {
                    throw PcreRefusal.refused(in.at - 1, "invalid hyphen in option setting");
                }
                hyphenAllowed = false;
                unsetting = true;
                continue;
            }
            int option = PcreOptions.of(c);
            if (option == 0) {
                throw PcreRefusal.refused(in.at - 1, "unrecognized character after (? or (?-");
            }
            if (c == 'x' && in.skip("x")) {
                option |= PcreOptions.EXTENDED_MORE;
            }
            set |= unsetting ? 0 : option;
            unset |= unsetting ? option : 0;
        }
        if (in.atEnd()) {
            throw PcreRefusal.refused(in.at, "missing closing parenthesis");
        }
        var start = caret ? before.with(0, PcreOptions.UNSET_BY_CARET) : before;
        return start.with(set, unset);
    }
}
