//! What is tested.

use onepane_core::{Adapter, Emulator};

/// An adapter and the emulator of its host: what is tested.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "adapters' tests write it as a literal")]
pub struct Subject {
    /// Makes a fresh adapter.
    pub adapter: fn() -> Box<dyn Adapter>,
    /// Makes a fresh emulator.
    pub emulator: fn() -> Box<dyn Emulator>,
}
