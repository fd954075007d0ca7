package dev.rampart.crds.v1alpha1;

/** The syntax of Kubernetes labels, as CEL rules: the API server refuses what could never match a node. */
final class LabelPattern {

    private static final String DNS = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    private static final String KEY = "^(" + DNS + "(\\." + DNS + ")*/)?" + NAME + "$";
    private static final String VALUE = "^(" + NAME + ")?$";

    /** Of a string: it is a label key. */
    static final String IS_KEY = "self.matches(r'" + KEY + "')";

    /** Of a list of strings: each is a label value. */
    static final String ALL_VALUES = "self.all(v, v.matches(r'" + VALUE + "'))";

    /** Of a map: each key is a label key. */
    static final String MAP_KEYS = "self.all(k, k.matches(r'" + KEY + "'))";

    /** Of a map: each value is a label value. */
    static final String MAP_VALUES = "self.all(k, self[k].matches(r'" + VALUE + "'))";

    static final String KEY_FORM = "a label key is [DNS name/]name, the name at most 63 letters, digits, '-', '_', '.',"
            + " e.g. node-role.kubernetes.io/worker";
    static final String VALUE_FORM = "a label value is empty or at most 63 letters, digits, '-', '_', '.',"
            + " with a letter or digit at both ends";

    private LabelPattern() {}
}
