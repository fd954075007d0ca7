package dev.rampart.policy.vectors;

import dev.rampart.policy.pattern.Text;
import java.nio.charset.StandardCharsets;

/** Between the text of a vector file and the byte strings of the engine. */
final class Bytes {

    private Bytes() {}

    static String of(String text) {
        return Text.bytes(text);
    }

    static String toText(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
