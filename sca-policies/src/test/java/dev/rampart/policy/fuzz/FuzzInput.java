package dev.rampart.policy.fuzz;

import dev.rampart.policy.host.MemoryHost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One input: a policy file and a host. Made from seed and number alone, so that it can be made again.
 *
 * @param rules those whose negation stands in the next check, by id of the check; empty when the file was damaged as a whole
 */
record FuzzInput(long number, String policy, FuzzHost host, List<Integer> rules) {

    static FuzzInput of(Seeds seeds, long seed, long number) {
        var mutation = new Mutation(new SplittableRandom(seed * 1_000_003 + number));
        var host = host(seeds, mutation);
        if (mutation.oneIn(3)) {
            var text = mutation.mutate(mutation.oneOf(seeds.policies()));
            return new FuzzInput(number, mutation.oneIn(50) ? text.repeat(20) : text, host, List.of());
        }
        var pairs = new ArrayList<Integer>();
        return new FuzzInput(number, wellFormed(seeds, mutation, pairs), host, pairs);
    }

    byte[] bytes() {
        return policy.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String wellFormed(Seeds seeds, Mutation mutation, List<Integer> pairs) {
        var text = new StringBuilder("policy: {id: fuzz, file: f.yml, name: n, description: d%s}\n"
                .formatted(mutation.oneIn(3) ? ", regex_type: pcre2" : ""));
        if (mutation.oneIn(6)) {
            text.append("variables: {$v: ")
                    .append(quoted(mutation.mutate(mutation.oneOf(List.of("/r/conf", "/r,/r/c.d", "$long", "")))))
                    .append(", $long: ")
                    .append(quoted(mutation.mutate("/r")))
                    .append("}\n");
        }
        if (mutation.oneIn(8)) {
            text.append("requirements: {title: t, description: d, condition: any, rules: [")
                    .append(quoted(rule(seeds, mutation)))
                    .append("]}\n");
        }
        text.append("checks:\n");
        int id = 1;
        for (int i = 1 + mutation.below(3); i > 0; i--) {
            var rule = rule(seeds, mutation);
            if (rule.length() > 2 && rule.charAt(1) == ':' && "fdcp".indexOf(rule.charAt(0)) >= 0) {
                pairs.add(id);
                check(text, id++, "all", List.of(rule));
                check(text, id++, "all", List.of("not " + rule));
            }
            var more = new ArrayList<String>();
            for (int k = mutation.below(4); k >= 0; k--) {
                more.add(rule(seeds, mutation));
            }
            check(text, id++, mutation.oneOf(List.of("all", "any", "none")), more);
        }
        return text.toString();
    }

    private static void check(StringBuilder text, int id, String condition, List<String> rules) {
        text.append("  - {id: ")
                .append(id)
                .append(", title: t, condition: ")
                .append(condition)
                .append(", rules: [");
        text.append(String.join(", ", rules.stream().map(FuzzInput::quoted).toList()))
                .append("]}\n");
    }

    private static String rule(Seeds seeds, Mutation mutation) {
        return switch (mutation.below(6)) {
            case 0 -> mutation.mutate(mutation.oneOf(seeds.rules()));
            case 1 -> mutation.oneOf(seeds.rules());
            case 2 -> "f:/r/conf -> " + pattern(seeds, mutation);
            case 3 -> "c:tool " + mutation.below(30) + " -> " + pattern(seeds, mutation);
            case 4 ->
                "d:/r/c.d -> " + pattern(seeds, mutation)
                        + (mutation.oneIn(2) ? " -> " + pattern(seeds, mutation) : "");
            default -> "p:" + pattern(seeds, mutation);
        };
    }

    private static String pattern(Seeds seeds, Mutation mutation) {
        return switch (mutation.below(6)) {
            case 0 -> "r:" + mutation.sentence(5);
            case 1 ->
                mutation.mutate(mutation.oneOf(seeds.patterns())) + " && "
                        + mutation.mutate(mutation.oneOf(seeds.patterns()));
            case 2 -> "n:" + mutation.sentence(4) + " compare " + mutation.sentence(3);
            case 3 -> mutation.mutate(mutation.oneOf(seeds.patterns()));
            default -> mutation.oneOf(seeds.patterns());
        };
    }

    /** A double-quoted YAML scalar; bytes that are no UTF-8 become characters, as an escape would make them. */
    private static String quoted(String bytes) {
        var text = new StringBuilder("\"");
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                text.append(c);
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            }
        }
        return text.append('"').toString();
    }

    private static FuzzHost host(Seeds seeds, Mutation mutation) {
        var tree = MemoryHost.builder()
                .directory("/r")
                .file("/r/conf", content(seeds, mutation))
                .file("/r/conf2", content(seeds, mutation))
                .file("/r/t", content(seeds, mutation))
                .file("/r/c.d/a.conf", content(seeds, mutation))
                .file("/r/c.d/b.conf", content(seeds, mutation))
                .file("/r/c.d/.hidden", content(seeds, mutation))
                .file("/r/c.d/sub/deep.conf", content(seeds, mutation))
                .file("/r/c.d/" + name(mutation), content(seeds, mutation))
                .link("/r/c.d/loop", "loop")
                .link("/r/c.d/up", "..")
                .pipe("/r/c.d/pipe")
                .file("/r/empty", "")
                .process(1, "init", "/sbin/init")
                .process(2, mutation.mutate("rampartd"), "/opt/rampartd");
        if (mutation.oneIn(8)) {
            tree.unreadableFile("/r/c.d/b.conf");
        }
        if (mutation.oneIn(8)) {
            tree.closedDirectory("/r/c.d/sub");
        }
        return new FuzzHost(
                tree.build(), List.of(content(seeds, mutation), content(seeds, mutation), content(seeds, mutation)));
    }

    private static String name(Mutation mutation) {
        var name = mutation.mutate("x.conf").replace('/', '_').replace('\0', '_');
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "x" : name;
    }

    private static String content(Seeds seeds, Mutation mutation) {
        return switch (mutation.below(12)) {
            case 0 -> mutation.sentence(40);
            case 1 -> "a".repeat(mutation.below(mutation.oneIn(10) ? 4000 : 60)) + mutation.sentence(2);
            case 2 -> (mutation.sentence(6) + "\n").repeat(mutation.below(mutation.oneIn(10) ? 400 : 10));
            case 3 -> mutation.oneIn(300) ? "ab 1\n".repeat(40_000) : mutation.mutate("Port 22\nMax 5\n");
            default -> mutation.mutate(mutation.oneOf(seeds.texts()));
        };
    }
}
