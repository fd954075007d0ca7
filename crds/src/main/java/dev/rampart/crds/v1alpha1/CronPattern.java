package dev.rampart.crds.v1alpha1;

/**
 * The shape of a schedule that the API server accepts: the five fields of POSIX cron with lists, ranges, steps and the
 * names of months and days. A schedule that has this shape and still never comes (30 February) is refused by the
 * operator.
 */
final class CronPattern {

    private static final String STEP = "(/[1-9][0-9]?)?";

    private static final String MINUTE = "([0-5]?[0-9])";
    private static final String MINUTE_ITEM = "(\\*|" + MINUTE + "(-" + MINUTE + ")?)" + STEP;
    private static final String MINUTES = MINUTE_ITEM + "(," + MINUTE_ITEM + ")*";

    private static final String HOUR = "([01]?[0-9]|2[0-3])";
    private static final String HOUR_ITEM = "(\\*|" + HOUR + "(-" + HOUR + ")?)" + STEP;
    private static final String HOURS = HOUR_ITEM + "(," + HOUR_ITEM + ")*";

    private static final String DAY = "(0?[1-9]|[12][0-9]|3[01])";
    private static final String DAY_ITEM = "(\\*|" + DAY + "(-" + DAY + ")?)" + STEP;
    private static final String DAYS = DAY_ITEM + "(," + DAY_ITEM + ")*";

    private static final String MONTH = "(0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)";
    private static final String MONTH_ITEM = "(\\*|" + MONTH + "(-" + MONTH + ")?)" + STEP;
    private static final String MONTHS = MONTH_ITEM + "(," + MONTH_ITEM + ")*";

    private static final String WEEKDAY = "([0-7]|SUN|MON|TUE|WED|THU|FRI|SAT)";
    private static final String WEEKDAY_ITEM = "(\\*|" + WEEKDAY + "(-" + WEEKDAY + ")?)" + STEP;
    private static final String WEEKDAYS = WEEKDAY_ITEM + "(," + WEEKDAY_ITEM + ")*";

    static final String CRON = "^" + MINUTES + " " + HOURS + " " + DAYS + " " + MONTHS + " " + WEEKDAYS + "$";

    private CronPattern() {}
}
