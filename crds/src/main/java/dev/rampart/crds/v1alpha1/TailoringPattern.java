package dev.rampart.crds.v1alpha1;

/** What may stand in a tailoring, as CEL rules. The operator knows the catalogue and refuses what it does not hold. */
final class TailoringPattern {

    /** Of a string: the form of every check id and variable name of the catalogue. */
    static final String IS_SLUG = "self.matches(r'^[a-z0-9]+(-[a-z0-9]+)*$')";

    static final String SLUG_FORM = "3 to 63 of a-z, 0-9 and single dashes between them";

    /** Of a string: nothing in it has a meaning for a shell or in a pattern but the dot. */
    static final String IS_VALUE = "self.matches(r'^[A-Za-z0-9._-]{1,64}$')";

    static final String VALUE_FORM = "value must be 1 to 64 letters, digits, '.', '_' and '-'";

    /** Of a string: somebody wrote something. */
    static final String IS_WRITTEN = "self.matches(r'\\S')";

    static final String RATIONALE_FORM = "rationale must say why, it is shown in every report";

    private TailoringPattern() {}
}
