//! Every frame is translated and comes back as it was, or is an error that says where.

use std::sync::LazyLock;

use onepane::core::{Body, Data, Destination, Frame, Inbound, MessageWire, Outbound};
use onepane::{AnyAdapter, AnyEmulator, HOSTS, Settings};
use onepane_testkit::{Subject, assert_lossless};

/// The host whose adapter is tried: one of [`HOSTS`], so that a new adapter needs no line here.
static HOST: LazyLock<String> = LazyLock::new(|| {
    let host = std::env::var("ONEPANE_FUZZ_HOST").unwrap_or_default();
    assert!(HOSTS.contains(&&*host), "expected one of {HOSTS:?} in ONEPANE_FUZZ_HOST, found {host:?}");
    host
});

static SUBJECT: Subject = Subject {
    adapter: || Box::new(AnyAdapter::new(&HOST, &Settings::default()).expect("default settings")),
    emulator: || Box::new(AnyEmulator::new(&HOST, &Settings::default()).expect("default settings")),
};

/// Reads bytes as a frame, or as what stands for one at this host, and demands that nothing is lost.
pub fn decode(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(frame) = frame(text) else { return };
    let again = Frame::from_json(&frame.to_json()).expect("a frame that was written can be read");
    assert_eq!(again.to_json(), frame.to_json(), "a frame's JSON form comes back");
    assert_lossless(&SUBJECT, &frame);
    // The other direction: whatever a widget sends, the host's side takes it, refuses it or names the fault.
    let frame = match frame.body {
        Body::In(Inbound::Message { data, .. }) => {
            Outbound::Message { to: Destination::Parent, target_origin: None, data }.into()
        }
        _ => frame,
    };
    let _ = (SUBJECT.emulator)().receive(&frame);
}

fn frame(text: &str) -> Option<Frame> {
    if let Ok(frame) = Frame::from_json(text) {
        return Some(frame);
    }
    match (SUBJECT.adapter)().message_wire() {
        Some(MessageWire::Text) => Some(Frame::message(Data::Text(text.to_owned()))),
        Some(_) => Frame::from_json(&format!(r#"{{"dir":"in","via":"message","data":{text}}}"#)).ok(),
        // The callback's name stands on the first line, its argument below.
        None => {
            let (name, argument) = text.split_once('\n')?;
            let frame = Frame::from(Inbound::Callback { name: name.to_owned(), args: Vec::new() }).to_json();
            let head = frame.strip_suffix("[]}")?;
            Frame::from_json(&format!("{head}[{argument}]}}")).ok()
        }
    }
}
