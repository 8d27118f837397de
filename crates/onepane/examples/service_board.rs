//! The service-level board at a simulated console: `cargo run --example service_board -- --host botmaker`.
#![expect(clippy::print_stdout, reason = "an example prints what happened")]

mod stage;

use onepane::session::Synchronous;
use service_board::ServiceBoard;
use service_board::script::{END, SCRIPT};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let stage = SCRIPT.iter().fold(stage::stage()?, |stage, (at, events)| stage.tell(*at, events));
    print!("{}", stage.until(END).play(&mut Synchronous(ServiceBoard::default())));
    Ok(())
}
