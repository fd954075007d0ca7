/** Cron schedules in UTC. */
@NullMarked
package dev.rampart.policy.schedule;

import org.jspecify.annotations.NullMarked;
