//! The host's side of its protocol, played by us.

use std::fmt;

use onepane_map::Loss;
use onepane_model::Action;

use crate::error::Error;
use crate::frame::Frame;

/// The host's side of one host's protocol: a pure state machine, without clock, network or globals.
///
/// Open for anybody to implement; new methods will have defaults. For every well-formed frame of the
/// host, emulating its decoded events gives the frame back, secrets aside.
pub trait Emulator: Send + Sync {
    /// The host's name: lower case, as in `--host`.
    fn host(&self) -> &'static str;

    /// The frames by which the host would tell a neutral event, given as its JSON text.
    ///
    /// An event of another host is matched by its kind; what belongs to that host alone stays behind and
    /// is reported. A derived event gives no frame.
    ///
    /// # Errors
    ///
    /// When the text is no neutral event, or says two things about one value of the host.
    fn emulate(&mut self, event: &str) -> Result<Emulated, Error>;

    /// Whether what becomes of the next events still depends on those before them. From when on it does not,
    /// events may be emulated by several clones of the emulator at once.
    fn remembers_events(&self) -> bool {
        true
    }

    /// What a frame of the widget asks for.
    ///
    /// # Errors
    ///
    /// When the frame claims to be one that the host takes and cannot be.
    fn receive(&mut self, frame: &Frame) -> Result<Received, Error>;

    /// The same, where the origin of the window that sent the frame is known, as it stands in `event.origin`: a host
    /// that looks at it does so here. By default nobody does.
    ///
    /// # Errors
    ///
    /// As for [`receive`](Self::receive).
    fn receive_from(&mut self, frame: &Frame, origin: &str) -> Result<Received, Error> {
        let _ = origin;
        self.receive(frame)
    }
}

impl fmt::Debug for dyn Emulator + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Emulator").field(&self.host()).finish()
    }
}

/// What a neutral event became.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Emulated {
    /// The host's frames, in order.
    pub frames: Vec<Frame>,
    /// What could not be carried over.
    pub losses: Vec<Loss>,
}

impl Emulated {
    /// One frame, and what it could not carry.
    pub fn frame(frame: Frame, losses: Vec<Loss>) -> Self {
        Self { frames: vec![frame], losses }
    }
}

/// What a frame of the widget turned out to be.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Received {
    /// An action.
    Action(Action),
    /// A question that the host answers by itself, with these frames: no action comes of it.
    Answered(Vec<Frame>),
    /// Not for this host: why not.
    Ignored(&'static str),
    /// The host refuses it; these frames tell the widget, if the host would.
    Refused {
        /// Why: the emulator's own words, not the host's.
        reason: String,
        /// The answer.
        frames: Vec<Frame>,
    },
}

/// Emulates an event of the typed model.
///
/// # Errors
///
/// As for [`Emulator::emulate`]; also when the event cannot be written as JSON.
#[cfg(feature = "serde")]
pub fn emulate_event(emulator: &mut dyn Emulator, event: &onepane_model::Event) -> Result<Emulated, Error> {
    let json =
        serde_json::to_string(event).map_err(|error| Error::new(crate::error::ErrorKind::Other, error))?;
    emulator.emulate(&json)
}
