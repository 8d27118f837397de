//! A session for a page: read this file first.
//!
//! The page's driver (in TypeScript) owns window, clock and network; whatever happens it tells the session here, and
//! what comes back it carries out. One text goes in and one comes out, so a call crosses the boundary once.

use std::time::Duration;

use onepane::Frame;
use onepane::core::{Body, action_from_json};
use onepane::map::Corrupt;
use onepane::model::text::{push_integer, push_literal};
use onepane::model::{RequestId, Time};
use onepane::session::{Output, Session};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;
use crate::incoming::entries;
use crate::json;
use crate::options::{moment, session};

/// One widget attached to one host.
///
/// Every method that lets something happen returns what is to be done now, as the JSON text
/// `{"at":…,"out":[…]}`: in `out`, in order, `{"event":…}` (tell the page), `{"send":frame}` (carry out) and
/// `{"notice":"…"}` (for a developer's log). `at` is the moment, in milliseconds since the Unix epoch, at which
/// [`wake`](Self::wake) is to be called if nothing happens before; absent means never.
///
/// Moments are given by the caller, in milliseconds since the Unix epoch.
///
/// Nothing is thrown and no value of JavaScript's crosses, only texts and numbers: so the page's driver needs no bindings
/// but its own few lines (`npm/src/bindings.ts`), and the module nothing that manages such values.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core {
    session: Session,
}

entries!(Core);

#[wasm_bindgen]
impl Core {
    fn new(host: &str, settings: &str, options: &str) -> Result<Self, Fault> {
        Ok(Self { session: session(host, settings, options)? })
    }

    /// Begins: subscribes and asks for the context.
    pub fn open(&mut self, now: f64) -> String {
        let now = moment(now);
        self.session.open(now);
        self.drain(now)
    }

    /// Asks the host to do what an action says; the result comes as the event `action.result`.
    ///
    /// The text has one member more, `id`: the id under which the result comes. `timeout` is the time to wait for it in
    /// milliseconds; a negative one stands for the session's own. When the text is no action, `{"fault":"…"}` says where.
    pub fn act(&mut self, action: &str, timeout: f64, now: f64) -> String {
        let now = moment(now);
        let action = match action_from_json(action) {
            Ok(action) => action,
            Err(corrupt) => return Fault::from(corrupt).to_json(),
        };
        let id = if timeout < 0.0 {
            self.session.act(&action, now)
        } else {
            self.session.act_within(&action, Duration::from_millis(timeout as u64), now)
        };
        let mut text = self.drain(now);
        text.pop();
        text.push_str(",\"id\":");
        push_literal(&mut text, id.as_str());
        text.push('}');
        text
    }

    /// Gives up waiting for the result of an action.
    pub fn cancel(&mut self, id: &str, now: f64) -> String {
        let now = moment(now);
        self.session.cancel(&RequestId::new(id), now);
        self.drain(now)
    }

    /// Does what time alone brings.
    pub fn wake(&mut self, now: f64) -> String {
        self.drain(moment(now))
    }

    /// Ends the session.
    pub fn close(&mut self, now: f64) -> String {
        let now = moment(now);
        self.session.close(now);
        self.drain(now)
    }

    /// What the host can tell and do: at best, or (`now`) in this session at this moment.
    pub fn capabilities(&self, now: bool) -> String {
        json::capabilities(self.session.adapter(), now)
    }

    fn take(&mut self, frame: Result<Frame, Corrupt>, now: f64) -> String {
        let now = moment(now);
        let mut out = String::from(OUT);
        match frame {
            Ok(frame) => self.session.handle(&frame, now),
            Err(corrupt) => {
                push_notice(&mut out, &["no frame: ", &corrupt.words()].concat());
                out.push('}');
            }
        }
        self.drain_into(out, now)
    }

    fn drain(&mut self, now: Time) -> String {
        self.drain_into(String::from(OUT), now)
    }

    fn drain_into(&mut self, mut out: String, now: Time) -> String {
        let first = OUT.len();
        while let Some(output) = self.session.poll(now) {
            if out.len() > first {
                out.push(',');
            }
            match output {
                Output::Event(told) => {
                    out.push_str("{\"event\":");
                    out.push_str(told.as_json());
                }
                Output::Send(Frame { at, body: Body::Out(outbound), .. }) => {
                    out.push_str("{\"send\":");
                    outbound.push_json(at, &mut out);
                }
                Output::Notice(notice) => push_notice(&mut out, &notice.words()),
                _ => out.push('{'),
            }
            out.push('}');
        }
        out.push(']');
        if let Some(at) = self.session.next_timeout() {
            out.push_str(",\"at\":");
            push_integer(&mut out, at.as_millis());
        }
        out.push('}');
        out
    }
}

/// What every answer begins with.
const OUT: &str = "{\"out\":[";

fn push_notice(out: &mut String, text: &str) {
    out.push_str("{\"notice\":");
    push_literal(out, text);
}

#[cfg(all(test, feature = "chatwoot"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_frame_is_told_and_stops_no_clock() {
        let mut core = Core::new("chatwoot", "{}", r#"{"source":"parent"}"#).unwrap();
        let (_, at) = core
            .open(1000.0)
            .rsplit_once(",\"at\":")
            .map(|(out, at)| (out.to_owned(), at.to_owned()))
            .unwrap();
        let told = core.page("gone", 1001.0);
        let notice =
            r#"{"out":[{"notice":"no frame: expected visible, hidden or unload, found another word"}]"#;
        assert_eq!(told, format!("{notice},\"at\":{at}"));
    }
}
