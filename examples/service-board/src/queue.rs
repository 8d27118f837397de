//! What is due when.

use std::time::Duration;

use onepane_model::{
    Conversation, ConversationId, ConversationStatus, Ticket, TicketCode, TicketState, Time,
};

/// Something with a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub subject: Subject,
    /// When its service level breaks.
    pub due: Time,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A ticket, by its code.
    Ticket(TicketCode),
    /// A conversation, by its id.
    Conversation(ConversationId),
}

/// Items by urgency, the most urgent first.
#[derive(Debug, Clone, Default)]
pub struct Queue(Vec<Item>);

impl Queue {
    /// The items, the most urgent first.
    pub fn items(&self) -> &[Item] {
        &self.0
    }

    /// The items that break within this time, those that are broken already included.
    pub fn at_risk(&self, now: Time, within: Duration) -> &[Item] {
        let limit = now.as_nanos() + i128::try_from(within.as_nanos()).unwrap_or(i128::MAX / 2);
        let end = self.0.partition_point(|item| item.due.as_nanos() <= limit);
        self.0.get(..end).unwrap_or_default()
    }

    /// Takes a ticket in, moves it, or takes it out once its clocks have stopped.
    pub fn ticket(&mut self, ticket: &Ticket) {
        let Some(code) = ticket.code.clone() else { return };
        let is_over = matches!(ticket.state, Some(TicketState::Closed | TicketState::Cancelled));
        let clocks = ticket.sla.as_ref();
        if clocks.is_none() && !is_over {
            // This record says nothing of the clocks: what is known of them stays.
            return;
        }
        let due = clocks.into_iter().flat_map(|clocks| clocks.values());
        let due = due.filter(|clock| clock.finished != Some(true) && clock.paused != Some(true));
        let due = due.filter_map(|clock| clock.breach_at).min();
        self.set(Subject::Ticket(code), due.filter(|_| !is_over));
    }

    /// The same for a conversation in which somebody waits for an answer.
    pub fn conversation(&mut self, conversation: &Conversation, patience: Duration) {
        let Some(id) = conversation.id.clone() else { return };
        let is_over = conversation.status == Some(ConversationStatus::Resolved);
        let patience = i128::try_from(patience.as_nanos()).unwrap_or_default();
        let due = conversation
            .waiting_since
            .filter(|_| !is_over)
            .and_then(|since| Time::from_nanos(since.as_nanos().checked_add(patience)?));
        self.set(Subject::Conversation(id), due);
    }

    fn set(&mut self, subject: Subject, due: Option<Time>) {
        self.0.retain(|item| item.subject != subject);
        if let Some(due) = due {
            self.0.push(Item { subject, due });
            self.0.sort_by(|one, two| (one.due, &one.subject).cmp(&(two.due, &two.subject)));
        }
    }
}

#[cfg(test)]
mod tests {
    use onepane_model::SlaMetric;

    use super::*;

    fn at(second: i64) -> Time {
        Time::from_millis(second * 1000).unwrap()
    }

    fn ticket(code: &str, due: i64, state: TicketState) -> Ticket {
        let clock = SlaMetric::default().with_breach_at(at(due));
        Ticket::default()
            .with_code(TicketCode::from(code))
            .with_state(state)
            .with_sla([("time_to_resolve", clock)].into_iter().collect::<onepane_model::Keyed<_>>())
    }

    #[test]
    fn the_most_urgent_comes_first_and_what_is_over_leaves() {
        let mut queue = Queue::default();
        queue.ticket(&ticket("B", 300, TicketState::Open));
        queue.ticket(&ticket("A", 200, TicketState::Open));
        let waiting = Conversation::default().with_id(ConversationId::from("5")).with_waiting_since(at(100));
        queue.conversation(&waiting, Duration::from_secs(60));
        let due: Vec<_> = queue.items().iter().map(|item| item.due).collect();
        assert_eq!(due, [at(160), at(200), at(300)]);
        assert_eq!(queue.at_risk(at(150), Duration::from_secs(50)).len(), 2);
        queue.ticket(&ticket("A", 200, TicketState::Closed));
        queue.conversation(
            &Conversation::default().with_id(ConversationId::from("5")),
            Duration::from_secs(60),
        );
        assert_eq!(queue.items().len(), 1);
    }

    #[test]
    fn a_record_without_clocks_changes_nothing() {
        let mut queue = Queue::default();
        queue.ticket(&ticket("A", 200, TicketState::Open));
        queue.ticket(&Ticket::default().with_code(TicketCode::from("A")).with_state(TicketState::Open));
        assert_eq!(queue.items().len(), 1);
    }
}
