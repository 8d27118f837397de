//! The board as a page: what it shows.

use std::time::Duration;

use async_trait::async_trait;
use onepane_core::json::Object;
use onepane_model::{Event, EventKind, Time};
use onepane_session::{Console, Synchronous, Widget};
use onepane_web::{Page, Shown};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Item, ServiceBoard, Subject};

/// Runs when a browser loads the module.
#[wasm_bindgen(start)]
fn start() {
    onepane_web::mount(BoardPage::new);
}

struct BoardPage {
    board: Synchronous<ServiceBoard>,
    shown: Shown,
}

impl BoardPage {
    fn new(page: Page) -> Self {
        Self { board: Synchronous(ServiceBoard::default()), shown: Shown::new(page) }
    }

    fn show(&self, now: Time) {
        let items: Vec<String> = self.board.0.queue().items().iter().map(|item| view(item, now)).collect();
        self.shown.show(Object::default().raw("items", format!("[{}]", items.join(","))));
    }
}

fn view(item: &Item, now: Time) -> String {
    let (kind, id) = match &item.subject {
        Subject::Ticket(code) => ("ticket", code.as_str()),
        Subject::Conversation(id) => ("conversation", id.as_str()),
    };
    let left = item.due.as_millis() - now.as_millis();
    Object::default().text("kind", kind).text("id", id).raw("left_ms", left.to_string()).finish()
}

#[async_trait(?Send)]
impl Widget for BoardPage {
    fn wants(&self) -> &[EventKind] {
        &[
            EventKind::TicketListUpdated,
            EventKind::TicketSelected,
            EventKind::TicketStateChanged,
            EventKind::ContextChanged,
            EventKind::ConversationUpdated,
            EventKind::SessionAppearanceChanged,
        ]
    }

    async fn event(&mut self, event: &Event, console: &Console) {
        self.shown.see(event);
        self.board.event(event, console).await;
        self.show(console.now());
    }

    async fn tick(&mut self, now: Time, console: &Console) {
        self.board.tick(now, console).await;
        self.show(now);
    }

    fn interval(&self) -> Option<Duration> {
        self.board.interval()
    }
}
