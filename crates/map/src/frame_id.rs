//! Ids of events: a stable one of their frame, and their place in it.

use std::fmt;

use onepane_model::text::push_integer;

/// A stable id for a frame: a hash of it, so that the same frame has the same in any run and on any machine.
///
/// What takes a frame's events numbers them by it; an adapter has nothing to do with ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FrameId(u64);

impl FrameId {
    /// The id of a frame with this hash.
    pub const fn new(hash: u64) -> Self {
        Self(hash)
    }

    /// The id of the frame's event with this number, counted from zero.
    pub fn event(self, number: usize) -> String {
        let mut id = String::with_capacity(18);
        self.push_event(number, &mut id);
        id
    }

    /// Writes the id of the frame's event with this number.
    pub(crate) fn push_event(self, number: usize, out: &mut String) {
        let hex: [u8; 16] = std::array::from_fn(|place| {
            let digit = (self.0 >> (60 - 4 * place) & 15) as u8;
            digit + if digit < 10 { b'0' } else { b'a' - 10 }
        });
        out.push_str(str::from_utf8(&hex).unwrap_or_default());
        out.push('-');
        push_integer(out, number as i64);
    }
}

impl fmt::Display for FrameId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_an_event_ends_in_its_number() {
        assert_eq!(FrameId(0xab).event(120), "00000000000000ab-120");
        assert_eq!(FrameId(0xab).to_string(), "00000000000000ab");
    }
}
