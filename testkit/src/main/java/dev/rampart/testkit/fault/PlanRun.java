package dev.rampart.testkit.fault;

import java.util.ArrayList;
import java.util.List;

/** A plan that is being carried out: the plan and how often each rule matched. */
final class PlanRun {

    private final Plan plan;
    private final int[] counts;

    PlanRun(Plan plan) {
        this.plan = plan;
        this.counts = new int[plan.rules().size()];
    }

    synchronized List<RequestAction> actions(int number, Call call, String agent) {
        var result = new ArrayList<RequestAction>();
        for (int i = 0; i < counts.length; i++) {
            if (plan.rules().get(i) instanceof Rule.OnRequest(var match, var which, var action)
                    && match.matches(number, call, agent)
                    && which.holds(++counts[i], plan.seed(), i)) {
                result.add(action);
            }
        }
        return List.copyOf(result);
    }

    synchronized List<EventAction> actions(Call watch, String type, String name) {
        var result = new ArrayList<EventAction>();
        for (int i = 0; i < counts.length; i++) {
            if (plan.rules().get(i) instanceof Rule.OnEvent(var match, var which, var action)
                    && match.matches(watch, type, name)
                    && which.holds(++counts[i], plan.seed(), i)) {
                result.add(action);
            }
        }
        return List.copyOf(result);
    }
}
