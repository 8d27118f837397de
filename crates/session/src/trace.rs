//! Recorded sessions.
//!
//! A trace is JSON Lines of frames, each with the moment `at` which it crossed. What is recorded is
//! redacted unless somebody asks for the opposite: see [`Redactor`] for what that means and what not.

mod pattern;
mod redact;
mod replay;

use std::fmt;
use std::str::FromStr;

use onepane_core::{Adapter, Frame};
use onepane_map::Corrupt;
use onepane_model::Time;

pub use redact::Redactor;
pub use replay::{Replay, Replayed, replay};

/// A recorded session: the frames that crossed between host and widget, in their order.
///
/// # Example: what somebody sent you
///
/// ```
/// use onepane_session::Trace;
///
/// let trace: Trace = r#"
/// {"dir":"out","via":"message","at":1770000000000,"data":"chatwoot-dashboard-app:fetch-info"}
/// {"dir":"in","via":"page","at":1770000000250,"state":"visible"}
/// "#.parse()?;
/// assert_eq!(trace.frames().len(), 2);
///
/// let error = "{\"dir\":\"in\",\"via\":\"page\"}".parse::<Trace>().unwrap_err();
/// assert_eq!(error.to_string(), "line 1: /state: expected visible, hidden or unload, found nothing");
/// # Ok::<(), onepane_session::TraceError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    frames: Vec<Frame>,
}

impl Trace {
    /// A trace of these frames.
    pub fn new(frames: Vec<Frame>) -> Self {
        Self { frames }
    }

    /// The frames, in the order in which they crossed.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Adds a frame that crossed after all others.
    pub fn push(&mut self, frame: Frame) {
        self.frames.push(frame);
    }

    /// The same without what must not be told; the whole trace is looked through before anything is
    /// replaced.
    #[must_use]
    pub fn redacted(&self, mut redactor: Redactor) -> Self {
        for frame in &self.frames {
            redactor.learn(frame);
        }
        Self { frames: self.frames.iter().map(|frame| redactor.frame(frame)).collect() }
    }
}

impl FromStr for Trace {
    type Err = TraceError;

    /// Reads JSON Lines; empty lines are skipped.
    fn from_str(text: &str) -> Result<Self, TraceError> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let read =
            |(place, line)| Frame::from_json(line).map_err(|corrupt| TraceError { line: place + 1, corrupt });
        Ok(Self { frames: lines.map(read).collect::<Result<_, _>>()? })
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.frames.iter().try_for_each(|frame| writeln!(f, "{}", frame.to_json()))
    }
}

/// A line of a trace that is no frame.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("line {line}: {corrupt}")]
#[non_exhaustive]
pub struct TraceError {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong with it: where, what was expected and what was found.
    pub corrupt: Corrupt,
}

/// Writes down a session while it happens, redacted.
///
/// Whoever drives a [`Session`](crate::Session) shows it each frame that came, before it is handled, and
/// each frame that the session wants sent.
///
/// # Example: a recording that may be shown to others
///
/// ```
/// use onepane_adapter_chatwoot::{Chatwoot, Config};
/// use onepane_core::Frame;
/// use onepane_model::Time;
/// use onepane_session::Recorder;
///
/// let mut recorder = Recorder::new(&Chatwoot::new(Config::default())?);
/// let frame = Frame::from_json(r#"{"dir":"in","via":"message","data":
///     "{\"event\":\"appContext\",\"data\":{\"contact\":{\"id\":7,\"email\":\"ada@example.test\"}}}"}"#)?;
/// let line = recorder.line(&frame, Time::from_millis(1_770_000_000_000).unwrap());
/// assert_eq!(
///     line,
///     r#"{"dir":"in","via":"message","at":1770000000000,"data":"{\"event\":\"appContext\",\"data\":{\"contact\":{\"id\":7,\"email\":\"user-1@redacted.invalid\"}}}"}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Recorder {
    redactor: Option<Redactor>,
}

impl Recorder {
    /// Records frames of this adapter's host, redacted.
    pub fn new(adapter: &dyn Adapter) -> Self {
        Self::with(Redactor::new(adapter))
    }

    /// Records what this one leaves.
    pub fn with(redactor: Redactor) -> Self {
        Self { redactor: Some(redactor) }
    }

    /// Records everything as it is, tokens and persons included. Such a trace belongs to nobody but the
    /// one who made it.
    pub fn unredacted() -> Self {
        Self { redactor: None }
    }

    /// The line of a frame that crosses now, without a line break.
    pub fn line(&mut self, frame: &Frame, now: Time) -> String {
        self.frame(frame, now).to_json()
    }

    /// The frame that crosses now, as it is to be written down.
    pub fn frame(&mut self, frame: &Frame, now: Time) -> Frame {
        let frame = match &mut self.redactor {
            Some(redactor) => redactor.frame(frame),
            None => frame.clone(),
        };
        frame.with_at(Some(now.as_millis()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_can_be_read() {
        let text = concat!(
            r#"{"dir":"in","via":"launch","at":5,"url":"https://widget.example.test/"}"#,
            "\n",
            r#"{"dir":"in","via":"return","at":7,"id":"s1-1","value":true}"#,
            "\n"
        );
        let trace: Trace = text.parse().unwrap();
        assert_eq!(trace.to_string(), text);
    }

    #[test]
    fn an_error_says_on_which_line() {
        let check = |text: &str, expected: &str| {
            assert_eq!(text.parse::<Trace>().unwrap_err().to_string(), expected);
        };
        let good = r#"{"dir":"in","via":"page","state":"visible"}"#;
        check(
            &format!("{good}\n\n{}", r#"{"dir":"up","via":"page"}"#),
            "line 3: /dir: expected `in` or `out`, found another word",
        );
        check(
            &format!("{good}\r\n{good},\n"),
            "line 2: not JSON at byte 43: expected the end, found something else",
        );
    }

    #[test]
    fn an_empty_text_is_an_empty_trace() {
        assert_eq!("\n \n".parse::<Trace>().unwrap(), Trace::default());
    }
}
