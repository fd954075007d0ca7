package dev.rampart.policy.pattern;

import java.util.ArrayList;
import java.util.List;

/** Cuts at a fixed text and keeps empty pieces. */
final class Split {

    private Split() {}

    static List<String> at(String text, String delimiter) {
        var pieces = new ArrayList<String>();
        int start = 0;
        int next = text.indexOf(delimiter);
        while (next >= 0) {
            pieces.add(text.substring(start, next));
            start = next + delimiter.length();
            next = text.indexOf(delimiter, start);
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}
