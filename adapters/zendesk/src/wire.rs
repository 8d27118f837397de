//! The envelopes of the widget's messages.
//!
//! Source: `zendesk_app_framework_sdk` 2.0.11 (npm), `lib/client.js`, read 2026-11-21.

use std::borrow::Cow;

use onepane_core::json::Object;
use onepane_core::{Data, Destination, Frame, Outbound, launch};
use onepane_model::text::digits;

/// The release of the vendor's client whose wire this is; the host asks for it in the handshake.
const VERSION: &str = "2.0.11";

pub(crate) const HANDSHAKE: &str = "iframe.handshake";
pub(crate) const SUBSCRIBE: &str = "iframe.on:";
#[cfg(feature = "emulator")]
pub(crate) const UNSUBSCRIBE: &str = "iframe.off:";
pub(crate) const REPLY: &str = "iframe.reply:";

/// What the host has put into the URL of the app's frame under this name, in its query or else after its `#`.
pub(crate) fn parameter(url: &str, name: &str) -> Option<String> {
    let names = [name];
    let last = |query, fragment| {
        let values = launch::parameters(url, query, fragment);
        values.last().filter(|value| !value.is_empty()).map(Cow::into_owned)
    };
    last(&names, &[]).or_else(|| last(&[], &names))
}

/// The app as the host has framed it: what every message of the widget must name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct App {
    pub(crate) guid: String,
    /// The origin of the console. Absent when no launch has told it.
    pub(crate) origin: Option<String>,
}

impl App {
    /// The message that begins everything.
    pub(crate) fn handshake(&self) -> Frame {
        self.notice(HANDSHAKE, &Object::default().text("version", VERSION).finish())
    }

    /// From now on the host shall tell this event.
    pub(crate) fn subscribe(&self, event: &str) -> Frame {
        // The framework binds an event for the first subscriber; there is but one, the adapter.
        self.notice(&[SUBSCRIBE, event].concat(), "{\"subscriberCount\":1}")
    }

    /// Something said; `message` is JSON text.
    pub(crate) fn notice(&self, key: &str, message: &str) -> Frame {
        self.text(self.signed(Object::default().text("key", key).raw("message", message)))
    }

    /// Something asked for: `get`, `set` or `invoke`; `params` is JSON text.
    pub(crate) fn request(&self, id: u64, kind: &str, params: &str) -> Frame {
        let mut request = Object::default();
        request.raw("id", digits(id as i64, &mut [0; 20])).text("request", kind).raw("params", params);
        self.text(self.signed(&mut request))
    }

    /// The answer to an event for which the host waits: an object, not text, and without `instanceGuid`. `error` is
    /// JSON text; without one the host may go on.
    pub(crate) fn reply(&self, event: &str, error: Option<&str>) -> Frame {
        let mut reply = Object::default();
        reply.text("appGuid", &self.guid).text("key", &[REPLY, event].concat());
        if let Some(error) = error {
            reply.raw("error", Object::default().raw("msg", error).finish());
        }
        self.post(Data::value(reply.finish()))
    }

    fn signed(&self, message: &mut Object) -> String {
        message.text("appGuid", &self.guid).text("instanceGuid", &self.guid).finish()
    }

    fn text(&self, message: String) -> Frame {
        self.post(Data::Text(message))
    }

    fn post(&self, data: Data) -> Frame {
        Outbound::Message { to: Destination::Parent, target_origin: self.origin.clone(), data }.into()
    }
}
