//! Orders in SQLite.

use std::path::Path;

use async_trait::async_trait;
use rusqlite::{Connection, params};

use crate::orders::{Customer, Order, Orders, OrdersError};

/// Orders in an SQLite database, table `orders` (`email`, `phone`, `name`, `number`, `state`).
#[derive(Debug)]
pub struct Sqlite(Connection);

const TABLE: &str = "CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY, email TEXT, phone TEXT, name TEXT, number TEXT NOT NULL, state TEXT NOT NULL)";

impl Sqlite {
    /// Opens a database file, which is made when there is none.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or is no database.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OrdersError> {
        Connection::open(path).map_err(told).and_then(Self::with)
    }

    /// A database that is gone with the program.
    ///
    /// # Errors
    ///
    /// When SQLite has no memory left.
    pub fn in_memory() -> Result<Self, OrdersError> {
        Connection::open_in_memory().map_err(told).and_then(Self::with)
    }

    fn with(connection: Connection) -> Result<Self, OrdersError> {
        connection.execute(TABLE, []).map_err(told)?;
        Ok(Self(connection))
    }

    /// Adds an order of somebody's, later than those before.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn add(&self, customer: &Customer, number: &str, state: &str) -> Result<(), OrdersError> {
        self.0
            .execute(
                "INSERT INTO orders (email, phone, name, number, state) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![customer.email, customer.phone, customer.name, number, state],
            )
            .map(drop)
            .map_err(told)
    }
}

#[async_trait(?Send)]
impl Orders for Sqlite {
    async fn of(&self, customer: &Customer) -> Result<Vec<Order>, OrdersError> {
        let mut statement = self
            .0
            .prepare_cached(
                "SELECT number, state FROM orders
                 WHERE email = ?1 OR phone = ?2 OR (?1 IS NULL AND ?2 IS NULL AND name = ?3)
                 ORDER BY id DESC",
            )
            .map_err(told)?;
        let rows = statement
            .query_map(params![customer.email, customer.phone, customer.name], |row| {
                Ok(Order { number: row.get(0)?, state: row.get(1)? })
            })
            .map_err(told)?;
        rows.collect::<Result<_, _>>().map_err(told)
    }
}

fn told(error: rusqlite::Error) -> OrdersError {
    OrdersError(error.to_string())
}
