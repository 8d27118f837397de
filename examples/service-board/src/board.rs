//! The widget.

use std::time::Duration;

use onepane_model::{
    Action, ActionKind, Event, EventData, EventKind, NotificationLevel, NotificationShow, RequestId,
    TicketOpen, Time,
};
use onepane_session::{Console, SyncWidget};

use crate::queue::{Item, Queue, Subject};

/// Watches clocks, and brings up what is about to break.
#[derive(Debug, Default)]
pub struct ServiceBoard {
    queue: Queue,
    /// What was brought up last, so that it is not brought up again and again.
    shown: Option<Item>,
    /// The action on its way, and what it is about.
    asked: Option<(RequestId, Item)>,
}

/// How long a contact may wait for an answer, where the console has no policy of its own.
const PATIENCE: Duration = Duration::from_secs(30 * 60);
/// How long before the end the board speaks up.
const WARNING: Duration = Duration::from_secs(5 * 60);
const LOOK: Duration = Duration::from_secs(15);

impl ServiceBoard {
    /// What is due when, the most urgent first.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// Brings up the most urgent item that is at risk, by the best way the console has.
    fn look(&mut self, now: Time, console: &Console) {
        let Some(item) = self.queue.at_risk(now, WARNING).first().cloned() else { return };
        if self.shown.as_ref() == Some(&item) || self.asked.is_some() {
            return;
        }
        let way = match &item.subject {
            Subject::Ticket(code) if console.supports(ActionKind::TicketOpen) => {
                Action::new(TicketOpen::default().with_code(code.clone()))
            }
            _ => notice(&item),
        };
        if way.kind().is_some_and(|kind| console.supports(kind)) {
            self.asked = Some((console.post(&way), item));
        } else {
            // Nothing can be done here; the board itself shows it.
            self.shown = Some(item);
        }
    }
}

fn notice(item: &Item) -> Action {
    let text = match &item.subject {
        Subject::Ticket(code) => format!("Ticket {code} breaks its service level at {}", item.due),
        Subject::Conversation(id) => format!("Conversation {id} has waited too long at {}", item.due),
    };
    Action::new(NotificationShow::default().with_text(text).with_level(NotificationLevel::Warning))
}

impl SyncWidget for ServiceBoard {
    fn wants(&self) -> &[EventKind] {
        &[
            EventKind::TicketListUpdated,
            EventKind::TicketSelected,
            EventKind::TicketStateChanged,
            EventKind::ContextChanged,
            EventKind::ConversationUpdated,
        ]
    }

    fn event(&mut self, event: &Event, console: &Console) {
        match &event.data {
            EventData::TicketListUpdated(data) => {
                data.tickets.iter().flatten().for_each(|ticket| self.queue.ticket(ticket));
            }
            EventData::TicketSelected(data) => {
                data.ticket.iter().for_each(|ticket| self.queue.ticket(ticket))
            }
            EventData::TicketStateChanged(data) => {
                data.ticket.iter().for_each(|ticket| self.queue.ticket(ticket));
            }
            EventData::ContextChanged(data) => {
                data.conversation
                    .iter()
                    .for_each(|conversation| self.queue.conversation(conversation, PATIENCE));
            }
            EventData::ConversationUpdated(data) => {
                data.conversation
                    .iter()
                    .for_each(|conversation| self.queue.conversation(conversation, PATIENCE));
            }
            EventData::ActionResult(data) => {
                if let Some((_, item)) = self.asked.take_if(|(id, _)| data.action.as_ref() == Some(id)) {
                    // However it ended, asking again for the same would not help.
                    self.shown = Some(item);
                }
            }
            _ => {}
        }
        self.look(console.now(), console);
    }

    fn tick(&mut self, now: Time, console: &Console) {
        self.look(now, console);
    }

    fn interval(&self) -> Option<Duration> {
        Some(LOOK)
    }
}
