//! Requests of ours that the host has not answered yet.

use onepane_model::RequestId;
use onepane_model::text::digits;

/// How many requests may be under way; of more, the oldest is forgotten.
const MOST: usize = 64;

/// Requests under way, oldest first, by the id that they have on the wire.
#[derive(Debug, Clone, Default)]
pub(crate) struct Waiting {
    requests: Vec<(String, Question)>,
    /// The last number given to a `get`, `set` or `invoke`.
    last: u64,
    /// The last number given to a proxied request: the host counts them apart.
    last_proxied: u64,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// The values of all paths.
    Context,
    /// What an action wants.
    Action(RequestId),
}

impl Waiting {
    /// The number of a further `get`, `set` or `invoke`.
    pub(crate) fn number(&mut self, asked: Question) -> u64 {
        self.last += 1;
        self.push(digits(self.last as i64, &mut [0; 20]).to_owned(), asked);
        self.last
    }

    /// The name of a further proxied request.
    pub(crate) fn proxied(&mut self, asked: Question) -> String {
        self.last_proxied += 1;
        let name = ["request:", digits(self.last_proxied as i64, &mut [0; 20])].concat();
        self.push(name.clone(), asked);
        name
    }

    fn push(&mut self, wire: String, asked: Question) {
        if self.requests.len() == MOST {
            self.requests.remove(0);
        }
        self.requests.push((wire, asked));
    }

    /// What was asked under this id; it is over with that.
    pub(crate) fn end(&mut self, wire: &str) -> Option<Question> {
        let place = self.requests.iter().position(|(other, _)| other == wire)?;
        Some(self.requests.remove(place).1)
    }

    /// Nothing more comes of the questions for the values of all paths.
    pub(crate) fn forget_contexts(&mut self) {
        self.requests.retain(|(_, asked)| *asked != Question::Context);
    }

    /// Whether the values of all paths are on their way.
    pub(crate) fn asks_context(&self) -> bool {
        self.requests.iter().any(|(_, asked)| *asked == Question::Context)
    }
}
