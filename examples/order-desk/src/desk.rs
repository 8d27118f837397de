//! The widget.

use async_trait::async_trait;
use onepane_model::{
    Action, ComposeSetText, Contact, Conversation, ConversationAddLabel, ConversationId,
    ConversationSetAttribute, Direction, Event, EventData, EventKind, Json, Message, MessageSend,
    NotificationShow, Visibility,
};
use onepane_session::{Console, Widget};

use crate::orders::{Customer, Order, Orders};

/// Shows the orders of the customer at hand, and helps to answer questions about them.
#[derive(Debug)]
pub struct OrderDesk<O> {
    orders: O,
    /// Who is at hand, and in which conversation.
    customer: Option<Customer>,
    conversation: Option<ConversationId>,
    found: Vec<Order>,
    /// What went wrong last, in words for the agent.
    trouble: Option<String>,
}

/// The label on conversations of customers with orders, and the attribute that holds the latest one.
const LABEL: &str = "has-orders";
const ATTRIBUTE: &str = "latest_order";

impl<O: Orders> OrderDesk<O> {
    /// A desk over a place where orders are.
    pub fn new(orders: O) -> Self {
        Self { orders, customer: None, conversation: None, found: Vec::new(), trouble: None }
    }

    /// The orders on show, the latest first.
    pub fn found(&self) -> &[Order] {
        &self.found
    }

    /// Who is at hand; `None` when the console has named nobody.
    pub fn customer(&self) -> Option<&Customer> {
        self.customer.as_ref()
    }

    /// Drafts a reply about one of the orders on show, as the agent has asked for.
    pub async fn answer(&mut self, number: &str, console: &Console) {
        let Some(order) = self.found.iter().find(|order| order.number == number).cloned() else { return };
        self.draft(&order, console).await;
    }

    /// What went wrong last, in words for the agent.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Somebody may be at hand who was not before.
    async fn meet(
        &mut self,
        contact: Option<&Contact>,
        conversation: Option<&Conversation>,
        console: &Console,
    ) {
        let Some(customer) = contact.and_then(Customer::of) else { return };
        let place = conversation.and_then(|conversation| conversation.id.clone());
        if self.customer.as_ref() == Some(&customer) && self.conversation == place {
            return;
        }
        let found = self.orders.of(&customer).await;
        self.customer = Some(customer);
        self.conversation = place;
        match found {
            Ok(found) => {
                self.found = found;
                self.trouble = None;
            }
            Err(error) => {
                self.found.clear();
                self.trouble = Some(error.to_string());
            }
        }
        if let Some(order) = self.found.first().cloned() {
            self.draft(&order, console).await;
            let ways = [
                Action::new(ConversationAddLabel::default().with_label(LABEL)),
                Action::new(
                    ConversationSetAttribute::default()
                        .with_key(ATTRIBUTE)
                        .with_value(Json::string(&order.number)),
                ),
            ];
            self.attempt(ways, console).await;
        }
    }

    /// A customer who asks about an order is told where the latest one is.
    async fn hear(&mut self, message: &Message, console: &Console) {
        let asks = message.text.as_deref().is_some_and(|text| text.to_lowercase().contains("order"));
        let is_theirs = message.direction == Some(Direction::Inbound);
        let Some(order) = self.found.first().filter(|_| asks && is_theirs).cloned() else { return };
        let reply = self.reply(&order);
        let ways = [
            Action::new(MessageSend::default().with_text(&reply)),
            Action::new(ComposeSetText::default().with_text(&reply)),
            Action::new(NotificationShow::default().with_text(&reply)),
        ];
        self.attempt(ways, console).await;
    }

    /// Puts a reply about an order before the agent.
    async fn draft(&mut self, order: &Order, console: &Console) {
        let draft = self.reply(order);
        let ways = [
            Action::new(ComposeSetText::default().with_text(&draft)),
            Action::new(MessageSend::default().with_text(&draft).with_visibility(Visibility::Internal)),
            Action::new(NotificationShow::default().with_text(&draft)),
        ];
        self.attempt(ways, console).await;
    }

    fn reply(&self, order: &Order) -> String {
        let name = self.customer.as_ref().and_then(|customer| customer.name.as_deref());
        let greeting = name.map(|name| format!("Hello {name}, ")).unwrap_or_default();
        format!("{greeting}your order {} is {}.", order.number, order.state)
    }

    /// The best way the console has, and only while the agent is still with the same customer.
    async fn attempt(&mut self, ways: impl IntoIterator<Item = Action>, console: &Console) {
        let target = self.conversation.clone();
        let ways = ways.into_iter().map(|mut way| {
            way.target.clone_from(&target);
            way
        });
        self.trouble = console.send_first(ways).await.err().map(|error| error.to_string());
    }
}

#[async_trait(?Send)]
impl<O: Orders> Widget for OrderDesk<O> {
    fn wants(&self) -> &[EventKind] {
        &[
            EventKind::ContextChanged,
            EventKind::ConversationSelected,
            EventKind::ConversationUpdated,
            EventKind::MessageCreated,
        ]
    }

    async fn event(&mut self, event: &Event, console: &Console) {
        match &event.data {
            EventData::ContextChanged(data) => {
                self.meet(data.contact.as_deref(), data.conversation.as_deref(), console).await;
            }
            EventData::ConversationSelected(data) => {
                self.meet(data.contact.as_deref(), data.conversation.as_deref(), console).await;
            }
            EventData::ConversationUpdated(data) => {
                self.meet(data.contact.as_deref(), data.conversation.as_deref(), console).await;
            }
            EventData::MessageCreated(data) => {
                if let Some(message) = &data.message {
                    self.hear(message, console).await;
                }
            }
            _ => {}
        }
    }
}
