package dev.rampart.policy.regex;

/** Reads a class in brackets, with every oddity of PCRE2 10.42's parse_pattern. */
final class PcreClassReader {

    private enum Range {
        /** A hyphen here is a literal. */
        NO,
        /** A byte was read that may begin a range. */
        POSSIBLE,
        STARTED
    }

    private final PcreCursor in;
    private final PcreOptions options;
    private final int groupsSoFar;

    private ByteSet literals = ByteSet.NONE;
    private ByteSet classes = ByteSet.NONE;
    private Range range = Range.NO;
    private int previous;

    private PcreClassReader(PcreCursor in, PcreOptions options, int groupsSoFar) {
        this.in = in;
        this.options = options;
        this.groupsSoFar = groupsSoFar;
    }

    /** @param in behind the opening bracket */
    static ByteSet read(PcreCursor in, PcreOptions options, int groupsSoFar) throws PcreRefusal {
        return new PcreClassReader(in, options, groupsSoFar).read();
    }

    private ByteSet read() throws PcreRefusal {
        if (isPosixMark(in.at) && posixEnd(in.at) >= 0) {
            throw PcreRefusal.refused(
                    in.at - 1,
                    in.looksAt(':')
                            ? "POSIX named classes are supported only within a class"
                            : "POSIX collating elements are not supported");
        }
        boolean negated = readStart();
        boolean first = true;
        while (true) {
            if (in.atEnd()) {
                throw PcreRefusal.refused(in.at, "missing terminating ] for character class");
            }
            char c = in.next();
            if (c == ']' && !in.quoting && !first) {
                break;
            }
            first = false;
            item(c);
        }
        if (range == Range.STARTED) {
            literals = literals.or(ByteSet.of('-'));
        }
        var set = (options.has(PcreOptions.CASELESS) ? literals.foldingCase() : literals).or(classes);
        return negated ? set.not() : set;
    }

    /** What may stand around the caret that negates. */
    private boolean readStart() {
        boolean negated = false;
        while (true) {
            if (in.skip("\\E")
                    || in.skip("\\Q\\E")
                    || (isBlankToSkip(in.at) && in.skip(in.pattern.substring(in.at, in.at + 1)))) {
                continue;
            }
            if (negated || !in.skip("^")) {
                return negated;
            }
            negated = true;
        }
    }

    private boolean isBlankToSkip(int at) {
        return options.has(PcreOptions.EXTENDED_MORE)
                && at < in.pattern.length()
                && (in.pattern.charAt(at) == ' ' || in.pattern.charAt(at) == '\t');
    }

    private void item(char c) throws PcreRefusal {
        if (in.quoting) {
            if (c == '\\' && in.skip("E")) {
                in.quoting = false;
            } else {
                literal(c);
            }
        } else if (isBlankToSkip(in.at - 1)) {
            return;
        } else if (c == '[' && isPosixMark(in.at) && posixEnd(in.at) >= 0) {
            posix(posixEnd(in.at));
        } else if (c == '-' && range == Range.POSSIBLE) {
            range = Range.STARTED;
        } else if (c == '\\') {
            escape();
        } else {
            literal(c);
        }
    }

    private void literal(int c) throws PcreRefusal {
        if (range == Range.STARTED) {
            if (previous > c) {
                throw PcreRefusal.refused(in.at - 1, "range out of order in character class");
            }
            literals = literals.or(ByteSet.range(previous, c));
            range = Range.NO;
        } else {
            literals = literals.or(ByteSet.of(c));
            previous = c;
            range = Range.POSSIBLE;
        }
    }

    private void escape() throws PcreRefusal {
        switch (PcreEscape.read(in, true, groupsSoFar)) {
            case PcreEscape.Literal(int value) -> literal(value);
            case PcreEscape.GroupNumber g -> throw new IllegalStateException("no groups in classes");
            case PcreEscape.Special(char letter) -> special(letter);
        }
    }

    private void special(char letter) throws PcreRefusal {
        switch (letter) {
            case 'b' -> literal('\b');
            case 'Q' -> in.quoting = true;
            case 'E' -> {}
            case 'p', 'P' -> throw PcreProperty.refusal(in, in.at - 2);
            default -> {
                var set = PcreSets.escape(letter);
                if (set == null) {
                    throw PcreRefusal.refused(in.at - 1, "escape sequence is invalid in character class");
                }
                namedSet(set);
            }
        }
    }

    private void posix(int end) throws PcreRefusal {
        if (range == Range.STARTED) {
            throw invalidRange();
        }
        if (!in.looksAt(':')) {
            throw PcreRefusal.refused(in.at - 1, "POSIX collating elements are not supported");
        }
        in.at++;
        boolean negated = in.skip("^");
        var set = PcreSets.posix(in.pattern.substring(in.at, Math.max(in.at, end)), options.has(PcreOptions.CASELESS));
        if (set == null) {
            throw PcreRefusal.refused(in.at, "unknown POSIX class name");
        }
        in.at = end + 2;
        namedSet(negated ? set.not() : set);
    }

    /** A class is no end of a range, though Perl lets it be. */
    private void namedSet(ByteSet set) throws PcreRefusal {
        if (range == Range.STARTED) {
            throw invalidRange();
        }
        if (in.at < in.pattern.length() - 1 && in.looksAt('-') && in.pattern.charAt(in.at + 1) != ']') {
            throw invalidRange();
        }
        classes = classes.or(set);
        range = Range.NO;
    }

    private PcreRefusal invalidRange() {
        return PcreRefusal.refused(in.at, "invalid range in character class");
    }

    private boolean isPosixMark(int at) {
        return at < in.pattern.length() && ":.=".indexOf(in.pattern.charAt(at)) >= 0;
    }

    /** Index of the mark that closes the one at an index; -1 when it opens nothing (check_posix_syntax). */
    private int posixEnd(int at) {
        var p = in.pattern;
        char mark = p.charAt(at);
        for (int i = at + 1; i + 1 < p.length(); i++) {
            char c = p.charAt(i);
            char behind = p.charAt(i + 1);
            if (c == '\\' && (behind == ']' || behind == '\\')) {
                i++;
            } else if (c == ']' || (c == '[' && behind == mark)) {
                return -1;
            } else if (c == mark && behind == ']') {
                return i;
            }
        }
        return -1;
    }
}
