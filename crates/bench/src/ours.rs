//! What is measured of onepane.

use std::cell::OnceCell;

use anyhow::{Context, Result};
use onepane::core::action_from_json;
use onepane::map::{Events, Index, JsonLines};
use onepane::model::{Action, RequestId, Time};
use onepane::session::{Config, Output, Session, Trust};
use onepane::{Adapter as _, AnyAdapter, AnyEmulator, Emulator as _, Frame, Settings};

use crate::case::Case;
use crate::token::Tokens;
use crate::turns::Side;

/// The operations on a case, in the order of the table.
pub const OPERATIONS: [&str; 8] =
    ["index", "decode", "typed", "emulate", "round-trip", "line", "session", "encode"];

/// The cases, each ready for every operation.
#[derive(Debug)]
pub struct Ours {
    ready: Vec<Ready>,
    /// Made when they are first asked for: that takes longer than everything else.
    tokens: OnceCell<Tokens>,
}

#[derive(Debug)]
struct Ready {
    case: Case,
    frame: Frame,
    event: String,
    action: Action,
    /// An adapter that has seen the host's smallest case only, so that no frame stands against the action.
    fresh: AnyAdapter,
    adapter: AnyAdapter,
    emulator: AnyEmulator,
    session: Session,
    lines: JsonLines,
}

impl Ours {
    /// Makes everything ready.
    ///
    /// # Errors
    ///
    /// When a case cannot be translated.
    pub fn new(cases: Vec<Case>) -> Result<Self> {
        let firsts: Vec<(&str, String)> = cases.iter().map(|case| (case.host, case.line.clone())).collect();
        let first = |host| firsts.iter().find(|(other, _)| *other == host).map_or("", |(_, line)| line);
        let ready =
            cases.into_iter().map(|case| Ready::new(first(case.host), case)).collect::<Result<_>>()?;
        Ok(Self { ready, tokens: OnceCell::new() })
    }

    /// The neutral events of each case, by its name.
    pub fn events(&self) -> impl Iterator<Item = (&Case, &str)> {
        self.ready.iter().map(|ready| (&ready.case, ready.event.as_str()))
    }

    /// The tokens.
    ///
    /// # Errors
    ///
    /// When they cannot be made.
    pub fn tokens(&self) -> Result<&Tokens> {
        match self.tokens.get() {
            Some(tokens) => Ok(tokens),
            None => {
                let tokens = Tokens::new()?;
                Ok(self.tokens.get_or_init(|| tokens))
            }
        }
    }
}

impl Ready {
    fn new(first: &str, case: Case) -> Result<Self> {
        let settings = Settings::default();
        let frame = Frame::from_json(&case.line)?;
        let mut adapter = AnyAdapter::new(case.host, &settings)?;
        let mut lines = JsonLines::of(&frame);
        adapter.decode(&frame, &mut lines)?;
        let event = lines.as_str().trim_end().to_owned();
        let mut config = Config::default();
        config.trust = Trust::recorded();
        let mut session = Session::new(Box::new(AnyAdapter::new(case.host, &settings)?), config);
        session.open(Time::default());
        while session.poll(Time::default()).is_some() {}
        let mut fresh = AnyAdapter::new(case.host, &settings)?;
        fresh.decode(&Frame::from_json(first)?, &mut JsonLines::of(&Frame::from_json(first)?))?;
        let action = ACTIONS.iter().find_map(|json| {
            let action = action_from_json(json).ok()?;
            fresh.encode(&RequestId::from("s1-1"), &action).ok().map(|_| action)
        });
        let action = action.with_context(|| format!("no action for {}", case.host))?;
        let emulator = AnyEmulator::new(case.host, &settings)?;
        anyhow::ensure!(!event.is_empty(), "{} tells nothing", case.name);
        Ok(Self { frame, event, action, fresh, adapter, emulator, session, lines, case })
    }

    fn decode(&mut self) -> usize {
        self.lines.restart(&self.frame);
        match self.adapter.decode(&self.frame, &mut self.lines) {
            Ok(seen) => self.lines.as_str().len() + seen.warnings.len(),
            Err(_) => 0,
        }
    }

    fn operation<'s>(&'s mut self, name: &str) -> Option<Box<dyn FnMut() -> usize + 's>> {
        let id = RequestId::from("s1-1");
        Some(match name {
            "index" => {
                Box::new(|| Index::parse(&self.case.document).map_or(0, |index| index.root().raw().len()))
            }
            "decode" => Box::new(|| self.decode()),
            "typed" => Box::new(|| {
                let mut events = Events::of(&self.frame);
                let seen = self.adapter.decode(&self.frame, &mut events);
                seen.map_or(0, |_| events.into_vec().len())
            }),
            "emulate" => {
                Box::new(|| self.emulator.emulate(&self.event).map_or(0, |emulated| emulated.frames.len()))
            }
            "round-trip" => Box::new(|| {
                self.decode();
                let line = self.lines.as_str().trim_end();
                self.emulator.emulate(line).map_or(0, |emulated| emulated.frames.len())
            }),
            "line" => Box::new(|| match Frame::from_json(&self.case.line) {
                Ok(frame) => {
                    self.frame = frame;
                    self.decode()
                }
                Err(_) => 0,
            }),
            "session" => Box::new(|| {
                self.session.handle(&self.frame, Time::default());
                let mut told = 0;
                while let Some(output) = self.session.poll(Time::default()) {
                    told += usize::from(matches!(output, Output::Event(_)));
                }
                told
            }),
            "encode" => {
                Box::new(move || self.fresh.encode(&id, &self.action).map_or(0, |frames| frames.len()))
            }
            _ => return None,
        })
    }
}

impl Side for Ours {
    fn operation<'s>(&'s mut self, name: &str, case: &str) -> Option<Box<dyn FnMut() -> usize + 's>> {
        if case == "token" {
            return self.tokens().ok()?.operation(name);
        }
        self.ready.iter_mut().find(|ready| ready.case.name == case)?.operation(name)
    }
}

/// The first that a host takes is the one that is encoded.
const ACTIONS: [&str; 4] = [
    r#"{"type":"notification.show","data":{"text":"On its way","level":"info"}}"#,
    r#"{"type":"compose.set_text","data":{"text":"On its way, \"tomorrow\""}}"#,
    r#"{"type":"compose.set_text","data":{"text":"On its way","as":"contact"}}"#,
    r#"{"type":"context.refresh","data":{}}"#,
];

/// Everything that is measured, made ready.
///
/// # Errors
///
/// As for [`Ours::new`] and [`cases`](crate::case::cases).
pub fn ours() -> Result<Ours> {
    Ours::new(crate::case::cases()?).context("cannot make the cases ready")
}
