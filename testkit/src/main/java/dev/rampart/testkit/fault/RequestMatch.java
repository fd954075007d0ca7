package dev.rampart.testkit.fault;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests are meant; an empty part means any.
 *
 * @param writesOnly what may change something, leases left out, which are renewed for ever
 * @param numbers request numbers
 * @param path a regular expression that occurs in the path
 * @param userAgent text that occurs in the header {@code User-Agent}
 */
public record RequestMatch(
        boolean writesOnly,
        Set<Integer> numbers,
        Set<String> verbs,
        Set<String> resources,
        Set<String> subresources,
        Set<String> names,
        String path,
        String userAgent) {

    private static final RequestMatch ANY =
            new RequestMatch(false, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), "", "");

    public RequestMatch {
        numbers = Set.copyOf(numbers);
        verbs = Set.copyOf(verbs);
        resources = Set.copyOf(resources);
        subresources = Set.copyOf(subresources);
        names = Set.copyOf(names);
    }

    public static RequestMatch any() {
        return ANY;
    }

    /** Everything that may change something but leases, which are renewed for ever. */
    public static RequestMatch writes() {
        return new RequestMatch(true, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), "", "");
    }

    public RequestMatch number(Integer... wanted) {
        return new RequestMatch(writesOnly, Set.of(wanted), verbs, resources, subresources, names, path, userAgent);
    }

    public RequestMatch verb(String... wanted) {
        return new RequestMatch(writesOnly, numbers, Set.of(wanted), resources, subresources, names, path, userAgent);
    }

    /** Plural, without the group. */
    public RequestMatch resource(String... wanted) {
        return new RequestMatch(writesOnly, numbers, verbs, Set.of(wanted), subresources, names, path, userAgent);
    }

    /** The empty text stands for the object itself. */
    public RequestMatch subresource(String... wanted) {
        return new RequestMatch(writesOnly, numbers, verbs, resources, Set.of(wanted), names, path, userAgent);
    }

    public RequestMatch name(String... wanted) {
        return new RequestMatch(writesOnly, numbers, verbs, resources, subresources, Set.of(wanted), path, userAgent);
    }

    public RequestMatch path(String regex) {
        return new RequestMatch(writesOnly, numbers, verbs, resources, subresources, names, regex, userAgent);
    }

    public RequestMatch userAgent(String part) {
        return new RequestMatch(writesOnly, numbers, verbs, resources, subresources, names, path, part);
    }

    boolean matches(int number, Call call, String agent) {
        return (!writesOnly || isRealWrite(call))
                && (numbers.isEmpty() || numbers.contains(number))
                && (verbs.isEmpty() || verbs.contains(call.verb()))
                && (resources.isEmpty() || resources.contains(call.resource()))
                && (subresources.isEmpty() || subresources.contains(call.subresource()))
                && (names.isEmpty() || names.contains(call.name()))
                && (path.isEmpty() || Pattern.compile(path).matcher(call.path()).find())
                && agent.contains(userAgent);
    }

    private static boolean isRealWrite(Call call) {
        return call.isWrite() && !call.resource().equals("leases");
    }
}
