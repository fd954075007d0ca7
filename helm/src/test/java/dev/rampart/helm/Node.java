package dev.rampart.helm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in a YAML document; asking for what is not there gives an empty place. */
record Node(@Nullable Object value) {

    Node at(String... keys) {
        var place = value;
        for (var key : keys) {
            place = place instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Node(place);
    }

    Stream<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::new) : Stream.empty();
    }

    List<String> texts() {
        return items().map(Node::text).toList();
    }

    /** {@code null} in letters when there is nothing. */
    String text() {
        return String.valueOf(value);
    }

    boolean exists() {
        return value != null;
    }
}
