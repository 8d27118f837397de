//! One unchanged widget at each host's console: what it was told, what it had done, and how.

use onepane::{AnyAdapter, AnyEmulator, HOSTS, Settings};
use onepane_testkit::Stage;
use order_desk::script::SCRIPT;
use order_desk::{Customer, InMemory, OrderDesk};

const SETTINGS: &str = "account = \"3\"\n[api]\nenabled = true\naccount = \"3\"\n";

fn orders() -> InMemory {
    let ada = Customer {
        name: Some("Ada".into()),
        email: Some("ada@example.test".into()),
        phone: Some("15550100".into()),
    };
    InMemory::default().with(ada.clone(), "A-1000", "delivered").with(ada, "A-1001", "on its way")
}

#[test]
fn the_same_desk_serves_at_every_console() {
    for host in HOSTS {
        let settings = Settings::from_toml(SETTINGS).unwrap();
        let mut stage = Stage::new(
            Box::new(AnyAdapter::new(host, &settings).unwrap()),
            Box::new(AnyEmulator::new(host, &settings).unwrap()),
        )
        // A host that has cards for interactions opens the widget on this one.
        .launched(&[("interactionid", "42")]);
        for (at, events) in SCRIPT {
            stage = stage.tell(*at, events);
        }
        let mut desk = OrderDesk::new(orders());
        let transcript = stage.play(&mut desk);
        let mut insta = insta::Settings::clone_current();
        insta.set_prepend_module_to_snapshot(false);
        insta.set_omit_expression(true);
        insta.bind(|| insta::assert_snapshot!(format!("order_desk@{host}"), transcript));
    }
}
