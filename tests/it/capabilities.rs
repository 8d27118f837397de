//! What the hosts say of themselves agrees with what they do.

use onepane::HOSTS;
use onepane::core::Adapter as _;
use onepane::model::{ActionKind, EventKind, Level};

#[test]
fn every_kind_has_a_line_and_every_loss_a_reason() {
    for host in HOSTS {
        let capabilities = crate::adapter(host).capabilities();
        assert_eq!(capabilities.host, *host);
        assert_eq!(capabilities.events.len(), EventKind::ALL.len(), "{host}");
        assert_eq!(capabilities.actions.len(), ActionKind::ALL.len(), "{host}");
        for (kind, support) in capabilities.events.iter().chain(&capabilities.actions) {
            let said = support.reason.as_deref().is_some_and(|reason| !reason.is_empty());
            assert!(said || support.level == Level::Full, "{host}: {kind} gives no reason");
        }
    }
}

#[test]
fn what_can_be_done_instead_is_an_action() {
    for host in HOSTS {
        for (kind, support) in crate::adapter(host).capabilities().actions {
            if let Some(instead) = support.instead {
                assert!(ActionKind::from_name(&instead).is_some(), "{host}: {kind} names {instead}");
            }
        }
    }
}

/// An event kind that a host's fixtures give is claimed, and a claimed one is given by some fixture,
/// unless it has to be worked out from others.
#[test]
fn claimed_events_are_those_that_the_fixtures_give() {
    for host in HOSTS {
        let mut given: Vec<EventKind> = Vec::new();
        for fixture in crate::fixtures(host) {
            if let Ok((events, _)) = crate::adapter(host).events(&fixture.frame) {
                given.extend(events.iter().filter_map(onepane::model::Event::kind));
            }
        }
        let capabilities = crate::adapter(host).capabilities();
        for kind in EventKind::ALL {
            let support = &capabilities.events[kind.as_str()];
            let derived = support.reason.as_deref().is_some_and(|reason| reason.starts_with("worked out"));
            let claimed = support.level != Level::Unsupported && !derived;
            // Answers exist only where something was asked; adapters' own tests show them.
            if *kind != EventKind::ActionResult {
                assert_eq!(given.contains(kind), claimed, "{host}: {kind}");
            }
        }
    }
}
