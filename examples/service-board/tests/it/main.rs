//! The board at every console: what it was told, what it had done, and how.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

use onepane::{AnyAdapter, AnyEmulator, HOSTS, Settings};
use onepane_session::Synchronous;
use onepane_testkit::Stage;
use service_board::ServiceBoard;
use service_board::script::{END, SCRIPT};

#[test]
fn the_same_board_hangs_at_every_console() {
    for host in HOSTS {
        let settings = Settings::default();
        let mut stage = Stage::new(
            Box::new(AnyAdapter::new(host, &settings).unwrap()),
            Box::new(AnyEmulator::new(host, &settings).unwrap()),
        )
        // A host that has cards for interactions opens the widget on this one.
        .launched(&[("interactionid", "42")]);
        for (at, events) in SCRIPT {
            stage = stage.tell(*at, events);
        }
        let transcript = stage.until(END).play(&mut Synchronous(ServiceBoard::default()));
        let mut insta = insta::Settings::clone_current();
        insta.set_prepend_module_to_snapshot(false);
        insta.set_omit_expression(true);
        insta.bind(|| insta::assert_snapshot!(format!("service_board@{host}"), transcript));
    }
}
