//! Orders in memory.

use async_trait::async_trait;

use crate::orders::{Customer, Order, Orders, OrdersError};

/// Orders in memory: for a page, a demonstration or a test.
#[derive(Debug, Clone, Default)]
pub struct InMemory(Vec<(Customer, Order)>);

impl InMemory {
    /// Adds an order of somebody's, later than those before.
    #[must_use]
    pub fn with(mut self, customer: Customer, number: &str, state: &str) -> Self {
        self.0.push((customer, Order { number: number.to_owned(), state: state.to_owned() }));
        self
    }
}

#[async_trait(?Send)]
impl Orders for InMemory {
    async fn of(&self, customer: &Customer) -> Result<Vec<Order>, OrdersError> {
        let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        let mine = self.0.iter().rev().filter(|(owner, _)| {
            same(&owner.email, &customer.email)
                || same(&owner.phone, &customer.phone)
                || customer.email.is_none() && customer.phone.is_none() && same(&owner.name, &customer.name)
        });
        Ok(mine.map(|(_, order)| order.clone()).collect())
    }
}
