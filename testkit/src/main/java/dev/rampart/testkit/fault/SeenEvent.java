package dev.rampart.testkit.fault;

import java.time.Duration;
import java.util.List;

/**
 * A watch event.
 *
 * @param number over all watches, from 1
 * @param request number of the watch request
 * @param actions what the plan did to it
 */
public record SeenEvent(
        int number,
        int request,
        Duration at,
        String type,
        String resource,
        String namespace,
        String name,
        String resourceVersion,
        List<String> actions) {}
