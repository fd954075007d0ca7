package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Atomic;
import dev.rampart.policy.regex.PcreNode.Bytes;
import dev.rampart.policy.regex.PcreNode.Choice;
import dev.rampart.policy.regex.PcreNode.Greed;
import dev.rampart.policy.regex.PcreNode.Group;
import dev.rampart.policy.regex.PcreNode.Look;
import dev.rampart.policy.regex.PcreNode.Point;
import dev.rampart.policy.regex.PcreNode.Reference;
import dev.rampart.policy.regex.PcreNode.Repeat;
import dev.rampart.policy.regex.PcreNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a read pattern into instructions, repeating groups as PCRE2's compiler copies them. */
final class PcreAssembler {

    /** PCRE2 refuses compiled patterns above 64 KiB; {@link PcreShape#compiledSize} is an upper bound of theirs. */
    private static final int MAX_COMPILED_SIZE = 64_000;

    private final PcreParser.Parsed parsed;
    private int[] code = new int[64];
    private int size;
    private final Map<ByteSet, Integer> sets = new LinkedHashMap<>();
    private int variables;
    private int looksAround;
    /** Groups around the place that is being written. */
    private final Set<Integer> open = new HashSet<>();

    private PcreAssembler(PcreParser.Parsed parsed) {
        this.parsed = parsed;
        this.variables = PcreProgram.registers(parsed.groups());
    }

    static PcreProgram assemble(PcreParser.Parsed parsed) throws PcreRefusal {
        var root = parsed.root();
        if (PcreShape.compiledSize(root) > MAX_COMPILED_SIZE) {
            throw PcreRefusal.unsupported(0, "the pattern is too large when its repetitions are written out");
        }
        var doubtful = PcreDoubt.bytes(root);
        var assembler = new PcreAssembler(parsed);
        assembler.emit(root);
        assembler.add(PcreCode.MATCH);
        boolean everyStart = PcreExplosion.possible(root) || PcreShape.repeatsNothing(root);
        return new PcreProgram(
                Arrays.copyOf(assembler.code, assembler.size),
                assembler.sets.keySet().toArray(ByteSet[]::new),
                parsed.groups(),
                assembler.variables,
                PcreStart.of(root),
                everyStart ? null : startSet(root),
                everyStart ? null : PcreRequired.of(root),
                doubtful,
                everyStart ? 0 : PcreShape.minLength(root));
    }

    private static @Nullable ByteSet startSet(PcreNode root) {
        var first = PcreFirst.of(root);
        return first.nullable() ? null : first.set();
    }

    private void add(int... values) {
        if (size + values.length > code.length) {
            code = Arrays.copyOf(code, 2 * code.length);
        }
        System.arraycopy(values, 0, code, size, values.length);
        size += values.length;
    }

    /** Adds an instruction whose last operand is a target not known yet. */
    private int addOpen(int... values) {
        add(values);
        add(0);
        return size - 1;
    }

    private void targetHere(int operand) {
        code[operand] = size;
    }

    private int set(ByteSet set) {
        var known = sets.get(set);
        if (known != null) {
            return known;
        }
        sets.put(set, sets.size());
        return sets.size() - 1;
    }

    private void emit(PcreNode node) throws PcreRefusal {
        switch (node) {
            case Bytes(var set) -> add(PcreCode.BYTE, set(set));
            case Sequence(var items) -> {
                for (var item : items) {
                    emit(item);
                }
            }
            case Choice(var branches) -> choice(branches, null);
            case Group(int number, var body) -> group(number, body);
            case Atomic(var body) -> atomic(body);
            case Repeat r -> repeat(r);
            case Look l -> look(l);
            case Reference r -> add(r.caseless() ? PcreCode.SAME_CASELESS : PcreCode.SAME, number(r));
            case Point p -> point(p);
        }
    }

    private void group(int number, PcreNode body) throws PcreRefusal {
        if (number == 0) {
            emit(body);
            return;
        }
        add(PcreCode.OPEN, number);
        open.add(number);
        emit(body);
        open.remove(number);
        add(PcreCode.CLOSE, number);
    }

    private void point(Point point) throws PcreRefusal {
        if (point == Point.KEEP && looksAround > 0) {
            throw PcreRefusal.refused(0, "\\K is not allowed in lookarounds");
        }
        add(PcreCode.POINT, PcreCode.POINTS.indexOf(point));
    }

    private int number(Reference r) throws PcreRefusal {
        int number = r.number();
        if (r.name() != null) {
            var numbers = parsed.names().getOrDefault(r.name(), List.of());
            if (numbers.size() > 1) {
                throw PcreRefusal.unsupported(
                        r.at(), "references to a name that several groups have are not evaluated");
            }
            number = numbers.isEmpty() ? Integer.MAX_VALUE : numbers.getFirst();
        }
        if (number > parsed.groups()) {
            throw PcreRefusal.refused(r.at(), "reference to non-existent subpattern");
        }
        if (open.contains(number)) {
            // 10.42 computes a wrong least length for some of these, and then does not even begin to match.
            throw PcreRefusal.unsupported(r.at(), "references inside the group they refer to are not evaluated");
        }
        return number;
    }

    /** @param behind the look-behind whose branches these are; null when it is no look-behind */
    private void choice(List<PcreNode> branches, @Nullable Look behind) throws PcreRefusal {
        var ends = new ArrayList<Integer>();
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            int other = last ? -1 : addOpen(PcreCode.FORK);
            if (behind != null) {
                add(PcreCode.BACK, PcreLookBehind.length(branches.get(i), behind.at()));
            }
            emit(branches.get(i));
            if (!last) {
                ends.add(addOpen(PcreCode.JUMP));
                targetHere(other);
            }
        }
        ends.forEach(this::targetHere);
    }

    private void atomic(PcreNode body) throws PcreRefusal {
        int register = variables++;
        add(PcreCode.ATOMIC, register);
        emit(body);
        add(PcreCode.CUT, register);
    }

    private void look(Look look) throws PcreRefusal {
        int register = variables;
        variables += 2;
        int after = look.negative() ? addOpen(PcreCode.LOOK_NOT, register) : -1;
        if (!look.negative()) {
            add(PcreCode.LOOK, register);
        }
        looksAround++;
        if (look.behind()) {
            choice(PcreLookBehind.branches(look.body()), look);
        } else {
            emit(look.body());
        }
        looksAround--;
        add(look.negative() ? PcreCode.LOOK_NOT_END : PcreCode.LOOK_END, register);
        if (look.negative()) {
            targetHere(after);
        }
    }

    private void repeat(Repeat r) throws PcreRefusal {
        if (r.max() == 0) {
            // Never run, but what it holds must compile.
            int saved = size;
            emit(r.body());
            size = saved;
        } else if (r.body() instanceof Bytes(var set)) {
            add(
                    switch (r.greed()) {
                        case GREEDY -> PcreCode.MANY;
                        case LAZY -> PcreCode.MANY_LAZY;
                        case POSSESSIVE -> PcreCode.MANY_POSSESSIVE;
                    },
                    set(set),
                    r.min(),
                    r.max());
        } else if (r.greed() == Greed.POSSESSIVE) {
            atomic(new Repeat(r.body(), r.min(), r.max(), Greed.GREEDY));
        } else if (r.max() == Repeat.UNLIMITED) {
            endless(r);
        } else {
            bounded(r);
        }
    }

    private void endless(Repeat r) throws PcreRefusal {
        for (int i = 1; i < r.min(); i++) {
            emit(r.body());
        }
        boolean lazy = r.greed() == Greed.LAZY;
        int exit = r.min() == 0 ? addOpen(lazy ? PcreCode.FORK_LAZY : PcreCode.FORK) : -1;
        int register = variables++;
        int again = size;
        add(PcreCode.MARK, register);
        emit(r.body());
        add(lazy ? PcreCode.LOOP_LAZY : PcreCode.LOOP, register, again);
        if (r.min() == 0) {
            targetHere(exit);
        }
    }

    private void bounded(Repeat r) throws PcreRefusal {
        for (int i = 0; i < r.min(); i++) {
            emit(r.body());
        }
        var exits = new ArrayList<Integer>();
        for (int i = r.min(); i < r.max(); i++) {
            exits.add(addOpen(r.greed() == Greed.LAZY ? PcreCode.FORK_LAZY : PcreCode.FORK));
            emit(r.body());
        }
        exits.forEach(this::targetHere);
    }
}
