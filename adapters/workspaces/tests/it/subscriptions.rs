//! Which events a widget subscribes to, and where.

use onepane_adapter_workspaces::{Config, Dialect, PROTOCOL, Subscriptions, Workspaces};
use onepane_core::{Adapter, Frame, Received};
use onepane_model::EventKind;

use crate::{after, of};

/// The events of the vendor's guide that need an interaction tab.
const NEED_INTERACTION: [&str; 7] = [
    "onContextDataEvent",
    "onEmailAttachmentUploadEvent",
    "onInteractionEndedEvent",
    "onInteractionEvent",
    "onMediaEvent",
    "onMediaMessageEvent",
    "onParticipantsAdded",
];

fn on(seen: &str, names: &[&str]) -> Subscriptions {
    after(Config::default(), &[seen]).subscriptions(names)
}

fn names(frames: &[Frame]) -> Vec<String> {
    let name = |frame: &Frame| {
        let json: serde_json::Value = serde_json::from_str(&frame.to_json()).unwrap();
        assert_eq!(json["via"], "subscribe");
        json["name"].as_str().unwrap().to_owned()
    };
    frames.iter().map(name).collect()
}

/// What a widget that wants these kinds subscribes to after this frame.
fn wanted(config: Config, seen: &[&str], kinds: &[EventKind]) -> Vec<String> {
    names(&after(config, seen).subscribe(kinds))
}

#[test]
fn a_subscription_is_the_frame_on_file() {
    let made = on("launch_on_interaction", &["onInteractionEvent"]);
    let file = crate::outbound().into_iter().find(|fixture| fixture.name == "subscribe").unwrap();
    assert_eq!(made.frames, [file.frame]);
    assert_eq!((made.refused.len(), made.warnings.len()), (0, 0));
}

#[test]
fn only_what_is_asked_for_is_subscribed_to() {
    assert_eq!(on("launch_on_interaction", &[]), Subscriptions::default());
    // The host drops every callback of a name at once: never two of them.
    let made = on("launch_on_home", &["onAgentStateEvent", "onMessageEvent", "onAgentStateEvent"]);
    assert_eq!(names(&made.frames), ["onAgentStateEvent", "onMessageEvent"]);
}

#[test]
fn what_needs_an_interaction_is_refused_beside_one() {
    let made = on("launch_on_home", &NEED_INTERACTION);
    assert_eq!(names(&made.frames), [""; 0]);
    let refused: Vec<String> = made.refused.iter().map(ToString::to_string).collect();
    let expected: Vec<String> = NEED_INTERACTION
        .iter()
        .map(|name| {
            format!("workspaces: {name} is refused: needs an interaction, and the widget is not on one")
        })
        .collect();
    assert_eq!(refused, expected);
    assert!(made.refused.iter().all(|refusal| refusal.rule.name() == "needs:interaction"));
    assert_eq!(names(&on("launch_on_interaction", &NEED_INTERACTION).frames), NEED_INTERACTION);
}

#[test]
fn the_simulated_host_refuses_what_the_host_would_not_tell() {
    let mut host = (crate::SUBJECT.emulator)();
    let subscribe = |name: &str| {
        Frame::from_json(&format!(r#"{{"dir":"out","via":"subscribe","name":"{name}"}}"#)).unwrap()
    };
    // Where it is not known on what the widget is, it is believed.
    assert!(matches!(host.receive(&subscribe("onMediaEvent")), Ok(Received::Ignored(_))));
    let launch = crate::inbound().into_iter().find(|fixture| fixture.name == "launch_on_home").unwrap();
    let (events, _) = Workspaces::new(Config::default()).unwrap().events(&launch.frame).unwrap();
    host.emulate(&serde_json::to_string(&events[0]).unwrap()).unwrap();
    for event in PROTOCOL.events {
        let received = host.receive(&subscribe(event.host)).unwrap();
        let refused = matches!(received, Received::Refused { .. });
        assert_eq!(refused, NEED_INTERACTION.contains(&event.host), "{}", event.host);
    }
}

#[test]
fn names_that_somebody_should_look_at_are_subscribed_to_with_a_warning() {
    let asked = ["onCRMDataEvent", "onMediaDataEvent", "onWeatherEvent", "onCustomCardDeletedEvent"];
    let made = on("launch_on_home", &asked);
    assert_eq!(names(&made.frames), asked);
    assert_eq!(
        made.warnings,
        [
            "onCRMDataEvent: known for 3.x only, AXP's guide does not have it",
            "onMediaDataEvent: no host documents this event",
            "onWeatherEvent: no event of this name is known",
        ]
    );
    let older = after(of(Dialect::V3), &["launch_on_home"]).subscriptions(&asked);
    assert_eq!(older.warnings, made.warnings[1..]);
    // Messages to a widget are events by name, too.
    let addressed = on("launch_on_home", &["onMessageEvent:order-panel"]);
    assert_eq!((addressed.frames.len(), addressed.warnings.len()), (1, 0));
}

#[test]
fn kinds_become_the_events_that_tell_them() {
    use EventKind::{ContextChanged, ConversationUpdated, MessageCreated, WidgetMessage};
    let tab = &["launch_on_interaction"];
    let home = &["launch_on_home"];
    let axp = Config::default;
    assert_eq!(wanted(axp(), tab, &[ConversationUpdated]), ["onInteractionEvent"]);
    assert_eq!(wanted(axp(), home, &[ConversationUpdated]), ["onAnyInteractionEvent"]);
    assert_eq!(wanted(axp(), tab, &[ContextChanged]), ["onContextDataEvent", "onMediaEvent"]);
    assert_eq!(wanted(axp(), home, &[ContextChanged, MessageCreated]), [""; 0]);
    assert_eq!(
        wanted(axp(), home, &[EventKind::ConversationEnded]),
        ["onAnyInteractionEndedEvent", "onCustomCardEndedEvent", "onCustomCardDeletedEvent"]
    );
    assert_eq!(wanted(axp(), tab, &[WidgetMessage]), ["onMessageEvent", "onMessageEvent:order-panel"]);
    assert_eq!(wanted(axp(), &["interaction"], &[WidgetMessage]), ["onMessageEvent"]);
    assert_eq!(wanted(axp(), tab, &[EventKind::ActionResult, EventKind::SessionLaunched]), [""; 0]);
    assert_eq!(wanted(axp(), tab, &[EventKind::HostEvent]), [""; 0]);
    assert_eq!(
        wanted(of(Dialect::V3), tab, &[EventKind::HostEvent]),
        [
            "onLocaleUpdatedEvent",
            "onCRMDataEvent",
            "onPagePushUrlEvent",
            "onFileUploadEvent",
            "onFileTransferInitiatedEvent",
            "onFileTransferCompleteEvent",
        ]
    );
}

#[test]
fn every_event_can_be_had_in_one_place_or_the_other() {
    let mut all: Vec<String> = ["launch_on_home", "launch_on_interaction"]
        .iter()
        .flat_map(|seen| wanted(Config::default(), &[seen], EventKind::ALL))
        .collect();
    all.sort();
    all.dedup();
    let mut known: Vec<&str> = PROTOCOL.events.iter().map(|event| event.host).collect();
    known.push("onMessageEvent:order-panel");
    known.sort_unstable();
    assert_eq!(all, known);
}
