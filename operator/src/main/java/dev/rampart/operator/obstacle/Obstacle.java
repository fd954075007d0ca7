package dev.rampart.operator.obstacle;

import dev.rampart.crds.condition.ConditionReason;
import java.util.List;
import java.util.stream.Collectors;

/** Something that waits for a person. The message names what was found and what to do. */
public sealed interface Obstacle {

    int SHOWN = 5;

    ConditionReason reason();

    String message();

    /** @param rights at least one */
    record MissingRights(List<Right> rights) implements Obstacle {

        public MissingRights {
            rights = List.copyOf(rights);
        }

        @Override
        public ConditionReason reason() {
            return ConditionReason.MissingRights;
        }

        @Override
        public String message() {
            var more = rights.size() > SHOWN ? " and " + (rights.size() - SHOWN) + " more" : "";
            return "the operator may not "
                    + rights.stream().limit(SHOWN).map(Right::toString).collect(Collectors.joining("; "))
                    + more
                    + ": give the right back with helm upgrade, or with kubectl apply --server-side"
                    + " --force-conflicts -f install/10-operator-rbac.yaml";
        }
    }

    /** @param manager field manager that set the label; empty when unknown */
    record PodSecurity(String namespace, String label, String value, String manager) implements Obstacle {

        @Override
        public ConditionReason reason() {
            return ConditionReason.PodSecurity;
        }

        @Override
        public String message() {
            return "namespace " + namespace + " carries " + label + "=" + value
                    + (manager.isEmpty() ? "" : ", set by " + manager)
                    + ", which refuses every new scanner pod: kubectl label --overwrite namespace " + namespace + " "
                    + label + "=privileged";
        }
    }

    /**
     * Somebody undoes it again and again.
     *
     * @param manager field manager of what was found in its place; empty when the object was only deleted
     * @param times how often it had to be made anew
     */
    record Contested(String object, String manager, int times) implements Obstacle {

        @Override
        public ConditionReason reason() {
            return ConditionReason.Contested;
        }

        @Override
        public String message() {
            return object + " was changed or deleted " + times + " times in a row by "
                    + (manager.isEmpty() ? "somebody who leaves no trace in the object" : "field manager " + manager)
                    + "; the operator makes it anew, at last once a minute: stop that controller, or exclude objects"
                    + " labelled app.kubernetes.io/managed-by=rampart-operator from it";
        }
    }

    /** The API server refuses a write for another cause than rights, as an admission policy does. */
    record Refused(String message) implements Obstacle {

        @Override
        public ConditionReason reason() {
            return ConditionReason.ApiFailure;
        }
    }
}
