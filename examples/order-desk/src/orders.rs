//! Where orders come from: a port, so that the desk need not know.

use async_trait::async_trait;
use onepane_model::Contact;

/// By what a customer is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    /// The name to greet them by.
    pub name: Option<String>,
    /// The e-mail address, in lower case.
    pub email: Option<String>,
    /// The telephone number, digits only.
    pub phone: Option<String>,
}

impl Customer {
    /// Whom the console says it is; `None` when it names nothing by which orders could be found.
    ///
    /// A claim, not proof: good enough to show the agent something, not to show a customer.
    pub fn of(contact: &Contact) -> Option<Self> {
        let text = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let phone =
            text(&contact.phone).map(|phone| phone.chars().filter(char::is_ascii_digit).collect::<String>());
        let customer = Self {
            name: text(&contact.name),
            email: text(&contact.email).map(|email| email.to_lowercase()),
            phone: phone.filter(|phone| !phone.is_empty()),
        };
        (customer.email.is_some() || customer.phone.is_some() || customer.name.is_some()).then_some(customer)
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What the shop calls it.
    pub number: String,
    /// Where it is, as a sentence goes on: `on its way`.
    pub state: String,
}

/// A place where orders are.
#[async_trait(?Send)]
pub trait Orders {
    /// A customer's orders, the latest first.
    ///
    /// # Errors
    ///
    /// When the place cannot be asked.
    async fn of(&self, customer: &Customer) -> Result<Vec<Order>, OrdersError>;
}

/// A place that cannot be asked.
#[derive(Debug, thiserror::Error)]
#[error("the orders cannot be read: {0}")]
pub struct OrdersError(pub String);
