package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Atomic;
import dev.rampart.policy.regex.PcreNode.Bytes;
import dev.rampart.policy.regex.PcreNode.Choice;
import dev.rampart.policy.regex.PcreNode.Group;
import dev.rampart.policy.regex.PcreNode.Look;
import dev.rampart.policy.regex.PcreNode.Point;
import dev.rampart.policy.regex.PcreNode.Reference;
import dev.rampart.policy.regex.PcreNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads PCRE2 10.42's syntax, refusing what its compiler refuses. Recursion is as deep as the pattern's parentheses, of
 * which PCRE2 allows 250.
 */
final class PcreParser {

    private static final int MAX_DEPTH = 250;

    /** What was read, and whether a quantifier may follow. */
    private record Item(PcreNode node, boolean quantifiable) {}

    /**
     * @param groups capture groups of the pattern
     * @param names numbers of named groups; more than one where {@code (?J)} allows it
     */
    record Parsed(PcreNode root, int groups, Map<String, List<Integer>> names) {}

    private final PcreCursor in;
    private PcreOptions options;
    private final PcreGroups groups = new PcreGroups();
    private int depth;

    private PcreParser(String pattern, PcreOptions options) {
        this.in = new PcreCursor(pattern);
        this.options = options;
    }

    static Parsed parse(String pattern, PcreOptions options) throws PcreRefusal {
        var parser = new PcreParser(pattern, options);
        var root = parser.branches(false);
        if (!parser.in.atEnd()) {
            throw PcreRefusal.refused(parser.in.at, "unmatched closing parenthesis");
        }
        return new Parsed(root, parser.groups.highest(), new LinkedHashMap<>(parser.groups.names()));
    }

    /** @param resetGroups each branch counts its groups from the same number, {@code (?|} */
    private PcreNode branches(boolean resetGroups) throws PcreRefusal {
        var result = new ArrayList<PcreNode>();
        int first = groups.last();
        int highest = first;
        while (true) {
            result.add(sequence());
            highest = Math.max(highest, groups.last());
            if (in.quoting || !in.skip("|")) {
                break;
            }
            if (resetGroups) {
                groups.countFrom(first);
            }
        }
        groups.countFrom(highest);
        return result.size() == 1 ? result.getFirst() : new Choice(result);
    }

    private PcreNode sequence() throws PcreRefusal {
        var result = new ArrayList<PcreNode>();
        while (true) {
            in.skipNoise(options);
            if (in.atEnd() || (!in.quoting && (in.looksAt('|') || in.looksAt(')')))) {
                break;
            }
            if (PcreQuantifier.standsAt(in)) {
                throw notRepeatable();
            }
            var item = item();
            in.skipNoise(options);
            if (!PcreQuantifier.standsAt(in)) {
                result.add(item.node());
            } else if (item.quantifiable()) {
                result.add(PcreQuantifier.read(in, options).applyTo(item.node()));
            } else {
                throw notRepeatable();
            }
        }
        return result.size() == 1 ? result.getFirst() : new Sequence(result);
    }

    private PcreRefusal notRepeatable() {
        return PcreRefusal.refused(in.at, "quantifier does not follow a repeatable item");
    }

    private Item item() throws PcreRefusal {
        if (!in.quoting && (in.looksAt("[[:<:]]") || in.looksAt("[[:>:]]"))) {
            throw PcreRefusal.unsupported(in.at, "[[:<:]] and [[:>:]] are not evaluated");
        }
        char c = in.next();
        if (in.quoting) {
            return literal(c);
        }
        boolean multiline = options.has(PcreOptions.MULTILINE);
        return switch (c) {
            case '\\' -> escape();
            case '^' -> new Item(multiline ? Point.LINE_START : Point.TEXT_START, false);
            case '$' -> new Item(multiline ? Point.LINE_END : Point.TEXT_END_OR_LINE_FEED, false);
            case '.' -> set(options.has(PcreOptions.DOT_ALL) ? ByteSet.ALL : PcreSets.NOT_LINE_FEED);
            case '[' -> set(PcreClassReader.read(in, options, groups.last()));
            case '(' -> parenthesis();
            default -> literal(c);
        };
    }

    private static Item set(ByteSet set) {
        return new Item(new Bytes(set), true);
    }

    private Item literal(int c) {
        var set = ByteSet.of(c);
        return set(options.has(PcreOptions.CASELESS) ? set.foldingCase() : set);
    }

    private Item escape() throws PcreRefusal {
        int start = in.at - 1;
        return switch (PcreEscape.read(in, false, groups.last())) {
            case PcreEscape.Literal(int value) -> literal(value);
            case PcreEscape.GroupNumber(int number) -> reference(number, start);
            case PcreEscape.Special(char letter) -> special(letter, start);
        };
    }

    private Item special(char letter, int start) throws PcreRefusal {
        return switch (letter) {
            // \G: where the search began, which is always the start of the text.
            case 'A', 'G' -> new Item(Point.TEXT_START, false);
            case 'z' -> new Item(Point.TEXT_END, false);
            case 'Z' -> new Item(Point.TEXT_END_OR_LINE_FEED, false);
            case 'b' -> new Item(Point.WORD_EDGE, false);
            case 'B' -> new Item(Point.NO_WORD_EDGE, false);
            case 'K' -> new Item(Point.KEEP, false);
            case 'N' -> set(PcreSets.NOT_LINE_FEED);
            case 'C' -> set(ByteSet.ALL);
            case 'R' -> new Item(PcreNode.ANY_LINE_END, true);
            case 'k' -> namedReference(start);
            case 'p', 'P' -> throw PcreProperty.refusal(in, start);
            case 'X' -> throw PcreRefusal.unsupported(start, "\\X is not evaluated");
            default -> {
                var set = PcreSets.escape(letter);
                if (set == null) {
                    throw new IllegalStateException("escape \\" + letter);
                }
                yield set(set);
            }
        };
    }

    private Item reference(int number, int start) {
        return new Item(new Reference(number, null, options.has(PcreOptions.CASELESS), start), true);
    }

    private Item namedReference(int start) throws PcreRefusal {
        if (in.skip("{")) {
            return named('}', start);
        }
        if (in.skip("<")) {
            return named('>', start);
        }
        if (in.skip("'")) {
            return named('\'', start);
        }
        throw PcreRefusal.refused(in.at, "\\k is not followed by a braced, angle-bracketed, or quoted name");
    }

    private Item named(char terminator, int start) throws PcreRefusal {
        return new Item(new Reference(0, in.name(terminator), options.has(PcreOptions.CASELESS), start), true);
    }

    private Item parenthesis() throws PcreRefusal {
        int start = in.at - 1;
        if (in.looksAt('*')) {
            throw verb();
        }
        if (!in.skip("?")) {
            return capture(options.has(PcreOptions.NO_AUTO_CAPTURE) ? 0 : groups.next(in.at));
        }
        if (in.atEnd()) {
            throw unclosed();
        }
        char c = in.next();
        return switch (c) {
            case '|' -> new Item(new Group(0, group(true)), true);
            case '>' -> new Item(new Atomic(group(false)), true);
            case '=', '!' -> look(false, c == '!', start);
            case '<' -> angle(start);
            case '\'' -> namedCapture('\'');
            case 'P' -> python(start);
            case '+' -> {
                if (in.looksAtDigit()) {
                    throw PcreRefusal.unsupported(start, "calls of groups are not evaluated");
                }
                throw PcreRefusal.refused(in.at, "digit expected after (?+ or (?-");
            }
            case 'R', '&', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw PcreRefusal.unsupported(start, "calls of groups are not evaluated");
            case 'C' -> throw PcreRefusal.unsupported(start, "callouts are not evaluated");
            case '(' -> throw PcreRefusal.unsupported(start, "conditional groups are not evaluated");
            case '*' -> throw PcreRefusal.unsupported(start, "non-atomic look-around is not evaluated");
            default -> {
                in.at--;
                yield optionLetters(start);
            }
        };
    }

    private PcreRefusal verb() {
        int name = in.at + 1;
        boolean named = name < in.pattern.length()
                && (PcreSets.WORD.has(in.pattern.charAt(name)) || in.pattern.charAt(name) == ':');
        return named
                ? PcreRefusal.unsupported(in.at - 1, "verbs, (*...), are not evaluated")
                : PcreRefusal.refused(in.at, "quantifier does not follow a repeatable item");
    }

    private PcreRefusal unclosed() {
        return PcreRefusal.refused(in.at, "missing closing parenthesis");
    }

    private Item angle(int start) throws PcreRefusal {
        if (in.looksAt('=') || in.looksAt('!')) {
            return look(true, in.next() == '!', start);
        }
        if (in.looksAt('*')) {
            throw PcreRefusal.unsupported(start, "non-atomic look-around is not evaluated");
        }
        return namedCapture('>');
    }

    private Item python(int start) throws PcreRefusal {
        if (in.atEnd()) {
            throw unclosed();
        }
        return switch (in.next()) {
            case '<' -> namedCapture('>');
            case '=' -> named(')', start);
            case '>' -> throw PcreRefusal.unsupported(start, "calls of groups are not evaluated");
            default -> throw PcreRefusal.refused(in.at - 1, "unrecognized character after (?P");
        };
    }

    private Item namedCapture(char terminator) throws PcreRefusal {
        var name = in.name(terminator);
        int number = groups.next(in.at);
        groups.name(name, number, options.has(PcreOptions.DUPLICATE_NAMES), in.at);
        return capture(number);
    }

    private Item capture(int number) throws PcreRefusal {
        return new Item(new Group(number, group(false)), true);
    }

    private Item look(boolean behind, boolean negative, int start) throws PcreRefusal {
        return new Item(new Look(behind, negative, group(false), start), true);
    }

    /** Up to the closing parenthesis; options set inside end with it. */
    private PcreNode group(boolean resetGroups) throws PcreRefusal {
        if (++depth > MAX_DEPTH) {
            throw PcreRefusal.refused(in.at, "parentheses are too deeply nested");
        }
        var outside = options;
        var body = branches(resetGroups);
        if (in.quoting || !in.skip(")")) {
            throw unclosed();
        }
        options = outside;
        depth--;
        return body;
    }

    private Item optionLetters(int start) throws PcreRefusal {
        if (in.looksAt('-') && in.at + 1 < in.pattern.length() && PcreCursor.isDigit(in.pattern.charAt(in.at + 1))) {
            throw PcreRefusal.unsupported(start, "calls of groups are not evaluated");
        }
        var changed = PcreOptionLetters.read(in, options);
        if (in.next() == ')') {
            options = changed;
            return new Item(PcreNode.EMPTY, false);
        }
        var outside = options;
        options = changed;
        var body = group(false);
        options = outside;
        return new Item(new Group(0, body), true);
    }
}
