//! Work items and their clocks.

use crate::id::TicketCode;
use crate::keyed::Keyed;
use crate::people::{Agent, Participant, Team};
use crate::record::record;
use crate::time::Time;
use crate::word::{PauseReason, Priority, TicketState};

record! {
    /// A work item with a state and service-level clocks.
    pub struct Ticket {
        /// The code by which agents name it, and by which it is opened.
        code: Option<TicketCode>,
        /// Its subject line.
        subject: Option<String>,
        /// Where it stands.
        state: Option<TicketState>,
        /// How urgent it is.
        priority: Option<Priority>,
        /// Who has it. Absent when nobody has.
        assignee: Option<Box<Agent>>,
        /// The team that has it. Absent when none has, or when the host does not say.
        team: Option<Box<Team>>,
        /// Who opened it.
        author: Option<Box<Participant>>,
        /// Its service-level clocks, by what they measure: `time_in_current_state`,
        /// `time_waiting_for_assignee`, `time_with_current_team`, `time_to_first_response`,
        /// `time_to_resolve`, or the host's own name. Absent when the host does not say.
        sla: Option<Keyed<SlaMetric>>,
        /// When it was opened.
        created_at: Option<Time>,
        ..extra
    }
}

record! {
    /// One service-level clock.
    pub struct SlaMetric {
        /// What it has counted so far, in milliseconds.
        elapsed_ms: Option<i64>,
        /// What it may count at most, in milliseconds. Absent when no policy sets a limit.
        threshold_ms: Option<i64>,
        /// Whether it has stopped for good.
        finished: Option<bool>,
        /// Whether it stands still for now.
        paused: Option<bool>,
        /// Why it stands still.
        pause_reason: Option<PauseReason>,
        /// Whether the limit is exceeded. Absent means unknown, not no.
        breached: Option<bool>,
        /// When the limit was or will be exceeded.
        breach_at: Option<Time>,
        ..extra
    }
}
