//! The order desk at a simulated console: `cargo run --example order_desk -- --host chatwoot`.
#![expect(clippy::print_stdout, reason = "an example prints what happened")]

mod stage;

use order_desk::{Customer, OrderDesk, Sqlite, script::SCRIPT};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ada = Customer {
        name: Some("Ada".into()),
        email: Some("ada@example.test".into()),
        phone: Some("15550100".into()),
    };
    let orders = Sqlite::in_memory()?;
    orders.add(&ada, "A-1000", "delivered")?;
    orders.add(&ada, "A-1001", "on its way")?;
    let stage = SCRIPT.iter().fold(stage::stage()?, |stage, (at, events)| stage.tell(*at, events));
    print!("{}", stage.play(&mut OrderDesk::new(orders)));
    Ok(())
}
