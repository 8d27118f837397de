//! The desk as a page: what it shows, and what its buttons ask for.

use async_trait::async_trait;
use onepane_core::json::Object;
use onepane_model::{Event, EventData, EventKind};
use onepane_session::{Console, Widget};
use onepane_web::{INPUT, Page, Shown};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Customer, InMemory, OrderDesk};

/// Runs when a browser loads the module.
#[wasm_bindgen(start)]
fn start() {
    onepane_web::mount(DeskPage::new);
}

struct DeskPage {
    desk: OrderDesk<InMemory>,
    shown: Shown,
}

impl DeskPage {
    fn new(page: Page) -> Self {
        Self { desk: OrderDesk::new(orders()), shown: Shown::new(page) }
    }

    fn show(&self) {
        let customer = self.desk.customer().map(|customer| match &customer.name {
            Some(name) => name.clone(),
            None => customer.email.clone().or_else(|| customer.phone.clone()).unwrap_or_default(),
        });
        let orders = self.desk.found().iter().map(|order| {
            Object::default().text("number", &order.number).text("state", &order.state).finish()
        });
        let orders: Vec<String> = orders.collect();
        let mut view = Object::default();
        view.raw("orders", format!("[{}]", orders.join(",")));
        for (name, text) in [("customer", customer.as_deref()), ("trouble", self.desk.trouble())] {
            if let Some(text) = text {
                view.text(name, text);
            }
        }
        self.shown.show(&mut view);
    }
}

#[async_trait(?Send)]
impl Widget for DeskPage {
    fn wants(&self) -> &[EventKind] {
        &[
            EventKind::ContextChanged,
            EventKind::ConversationSelected,
            EventKind::ConversationUpdated,
            EventKind::MessageCreated,
            EventKind::SessionAppearanceChanged,
        ]
    }

    async fn event(&mut self, event: &Event, console: &Console) {
        self.shown.see(event);
        match &event.data {
            // The page names the order whose button was pressed.
            EventData::Other(input) if input.kind == INPUT => {
                if let Some(number) = input.data.as_text() {
                    self.desk.answer(&number, console).await;
                }
            }
            _ => self.desk.event(event, console).await,
        }
        self.show();
    }
}

/// Orders of people who stand in the hosts' samples, for want of a shop.
fn orders() -> InMemory {
    let who = |name: &str, email: &str, phone: &str| Customer {
        name: Some(name.to_owned()),
        email: Some(email.to_owned()),
        phone: Some(phone.to_owned()),
    };
    let ada = || who("Ada", "ada@example.test", "15550100");
    InMemory::default().with(ada(), "A-1001", "delivered").with(ada(), "A-1007", "on its way").with(
        who("Ana Ruiz", "ana@example.test", "34600000000"),
        "B-2042",
        "being packed",
    )
}
