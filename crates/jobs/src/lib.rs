//! The queue of background work and the schedule.
