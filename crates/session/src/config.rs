//! What a session is to do, and what it may believe.

use std::time::Duration;

use onepane_core::Source;
use onepane_model::EventKind;

/// What a session is to do. Every setting has a default that is right for a widget in a frame.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Config {
    /// The session's number, part of every id it gives: `s1-3`. Two sessions in one page need two.
    pub number: u32,
    /// The events that the widget wants, for hosts that tell only what they are asked for.
    pub wanted: Vec<EventKind>,
    /// How long an action waits for its answer.
    pub timeout: Duration,
    /// How long the context of a host that tells no changes may get before it is asked for again, while
    /// the page is visible. Zero: it is never asked for by time alone.
    pub refresh: Duration,
    /// Whose window messages are believed.
    pub trust: Trust,
    /// What the session may keep.
    pub bounds: Bounds,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            number: 1,
            wanted: EventKind::ALL.to_vec(),
            timeout: Duration::from_secs(10),
            refresh: Duration::from_secs(30),
            trust: Trust::default(),
            bounds: Bounds::default(),
        }
    }
}

/// Whose window messages are believed. Checked before a message is parsed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Trust {
    /// The windows that may speak. By default only the one around the widget.
    pub sources: Vec<Source>,
    /// The origins that may speak. Absent: the window alone decides.
    #[cfg(feature = "url")]
    pub origins: Option<onepane_core::OriginRules>,
    /// Whether a message is believed of which nobody has noted the window, as in hand-written fixtures.
    pub unmarked: bool,
}

impl Default for Trust {
    fn default() -> Self {
        Self {
            sources: vec![Source::Parent],
            #[cfg(feature = "url")]
            origins: None,
            unmarked: false,
        }
    }
}

impl Trust {
    /// Believes every message of a recording in which no window is noted; those that name another window
    /// than the one around the widget are refused all the same.
    pub fn recorded() -> Self {
        Self { unmarked: true, ..Self::default() }
    }

    /// Why a message from there is not believed; `None` when it is.
    pub(crate) fn refusal(&self, source: Option<Source>, origin: Option<&str>) -> Option<&'static str> {
        match source {
            None if !self.unmarked => return Some("the window it came from is not noted"),
            Some(source) if !self.sources.contains(&source) => {
                return Some("it came from a window that is not the console's");
            }
            _ => {}
        }
        #[cfg(feature = "url")]
        if let Some(rules) = &self.origins {
            return match origin {
                None if self.unmarked && source.is_none() => None,
                None => Some("the origin it came from is not noted"),
                Some(origin) if !rules.allows_text(origin) => Some("its origin is not on the list"),
                Some(_) => None,
            };
        }
        #[cfg(not(feature = "url"))]
        let _ = origin;
        None
    }
}

/// What a session may keep. More is refused or forgotten, as each member says.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Bounds {
    /// Actions that wait for their answer; a further one is refused.
    pub pending: usize,
    /// Bytes of the context that is kept for late listeners; a larger one is told but not kept.
    pub context: usize,
    /// Conversations of which it is remembered what was told; of more, the one not seen for longest is
    /// forgotten, and begins anew when it comes back.
    pub conversations: usize,
    /// Messages of each of them; of more, the oldest is forgotten and counts as history.
    pub messages: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { pending: 64, context: 4 << 20, conversations: 32, messages: 2000 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(trust: &Trust, source: Option<Source>, origin: Option<&str>, believed: bool) {
        assert_eq!(trust.refusal(source, origin).is_none(), believed, "{source:?} {origin:?}");
    }

    #[test]
    fn only_the_window_around_the_widget_is_believed_by_default() {
        let trust = Trust::default();
        check(&trust, Some(Source::Parent), None, true);
        check(&trust, Some(Source::Own), None, false);
        check(&trust, Some(Source::Other), Some("https://console.example.test"), false);
        check(&trust, None, Some("https://console.example.test"), false);
    }

    #[test]
    fn a_mobile_app_speaks_through_the_widgets_own_window() {
        let trust = Trust { sources: vec![Source::Own], ..Trust::default() };
        check(&trust, Some(Source::Own), None, true);
        check(&trust, Some(Source::Parent), None, false);
    }

    #[cfg(feature = "url")]
    #[test]
    fn where_origins_are_listed_both_must_hold() {
        let rules = onepane_core::OriginRules::parse(["*.example.test"]).unwrap();
        let trust = Trust { origins: Some(rules), ..Trust::default() };
        check(&trust, Some(Source::Parent), Some("https://console.example.test"), true);
        check(&trust, Some(Source::Parent), Some("https://example.test"), false);
        check(&trust, Some(Source::Parent), Some("null"), false);
        check(&trust, Some(Source::Parent), None, false);
        check(&trust, Some(Source::Other), Some("https://console.example.test"), false);
    }

    #[test]
    fn a_recording_without_windows_is_believed_when_asked_for() {
        check(&Trust::recorded(), None, None, true);
        check(&Trust::recorded(), Some(Source::Other), None, false);
    }
}
