package dev.rampart.policy.regex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers and names of capture groups, as they are met. */
final class PcreGroups {

    private int last;
    private int highest;
    private final Map<String, List<Integer>> names = new LinkedHashMap<>();
    private final Map<Integer, String> namesByNumber = new LinkedHashMap<>();

    int last() {
        return last;
    }

    int highest() {
        return highest;
    }

    Map<String, List<Integer>> names() {
        return names;
    }

    int next(int at) throws PcreRefusal {
        if (last >= PcreCursor.MAX_NUMBER) {
            throw PcreRefusal.refused(at, "too many capturing groups (maximum 65535)");
        }
        last++;
        highest = Math.max(highest, last);
        return last;
    }

    void countFrom(int number) {
        last = number;
    }

    void name(String name, int number, boolean duplicatesAllowed, int at) throws PcreRefusal {
        var numbers = names.computeIfAbsent(name, n -> new ArrayList<>());
        if (numbers.contains(number)) {
            return;
        }
        if (!numbers.isEmpty() && !duplicatesAllowed) {
            throw PcreRefusal.refused(at, "two named subpatterns have the same name (PCRE2_DUPNAMES not set)");
        }
        var other = namesByNumber.putIfAbsent(number, name);
        if (other != null && !other.equals(name)) {
            throw PcreRefusal.refused(at, "different names for subpatterns of the same number are not allowed");
        }
        numbers.add(number);
    }
}
