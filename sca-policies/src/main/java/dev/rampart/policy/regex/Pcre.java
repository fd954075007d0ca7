package dev.rampart.policy.regex;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What PCRE2 10.42 answers on bytes, without UTF and in the C locale. The matcher is a backtracking one as PCRE2's own is,
 * so that order of preference, captures and empty iterations are the same by construction; it counts its steps, and gives
 * up where PCRE2 might.
 */
public final class Pcre {

    public enum Flag {
        CASELESS,
        MULTILINE
    }

    public sealed interface Compilation {}

    public record Compiled(Pcre pattern) implements Compilation {}

    /** PCRE2 itself refuses the pattern. {@code at}: offset into it. */
    public record Refused(int at, String message) implements Compilation {}

    /** PCRE2 may accept it; it is not evaluated here. */
    public record Unsupported(int at, String message) implements Compilation {}

    /** Bytes. */
    public static final int MAX_LENGTH = 8_192;

    private final PcreProgram program;
    private final boolean explosive;

    private Pcre(PcreProgram program, boolean explosive) {
        this.program = program;
        this.explosive = explosive;
    }

    public static Compilation compile(String pattern, Set<Flag> flags) {
        if (pattern.length() > MAX_LENGTH) {
            return new Unsupported(
                    MAX_LENGTH, "pattern of " + pattern.length() + " bytes; at most " + MAX_LENGTH + " are evaluated");
        }
        if (pattern.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("the pattern is not a byte string");
        }
        int options = (flags.contains(Flag.CASELESS) ? PcreOptions.CASELESS : 0)
                | (flags.contains(Flag.MULTILINE) ? PcreOptions.MULTILINE : 0);
        try {
            var parsed = PcreParser.parse(pattern, new PcreOptions(options));
            return new Compiled(new Pcre(PcreAssembler.assemble(parsed), PcreExplosion.possible(parsed.root())));
        } catch (PcreRefusal e) {
            return e.toCompilation();
        }
    }

    /** Number of capture groups. */
    public int groups() {
        return program.groups();
    }

    /** Whether some texts make a search take very long, as far as a look at the pattern can tell. */
    public boolean explosive() {
        return explosive;
    }

    /**
     * The first match.
     *
     * @return null when there is none
     * @throws StepBudget.Exhausted when the search takes too long, or longer than PCRE2's own limit allows: what it would
     *     answer is not known
     */
    public @Nullable PcreMatch find(String text, StepBudget budget) {
        return new PcreSearch(program, text, budget).find();
    }
}
