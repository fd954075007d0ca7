package dev.rampart.operator.checkset;

import dev.rampart.policy.model.Framework;
import dev.rampart.policy.schedule.Schedule;

/** A framework of a policy with the schedule in effect, whether written or by default. */
public record ChosenFramework(Framework framework, Schedule schedule) {}
