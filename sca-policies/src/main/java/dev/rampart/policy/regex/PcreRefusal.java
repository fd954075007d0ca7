package dev.rampart.policy.regex;

/** Why a pattern is not compiled; only between the reader and {@link Pcre#compile}. */
final class PcreRefusal extends Exception {

    enum Kind {
        REFUSED,
        UNSUPPORTED
    }

    private final Kind kind;
    private final int at;
    private final String why;

    private PcreRefusal(Kind kind, int at, String why) {
        super(why, null, false, false);
        this.kind = kind;
        this.at = at;
        this.why = why;
    }

    static PcreRefusal refused(int at, String why) {
        return new PcreRefusal(Kind.REFUSED, at, why);
    }

    static PcreRefusal unsupported(int at, String why) {
        return new PcreRefusal(Kind.UNSUPPORTED, at, why);
    }

    Pcre.Compilation toCompilation() {
        return switch (kind) {
            case REFUSED -> new Pcre.Refused(at, why);
            case UNSUPPORTED -> new Pcre.Unsupported(at, why);
        };
    }
}
