//! Our side once more, with an allocator that counts.

use anyhow::{Context, Result};
use onepane_bench::{ours, turns};

fn main() -> Result<()> {
    let measure = |turn: &mut dyn FnMut()| allocation_counter::measure(turn).count_total;
    turns::count(&mut ours::ours()?, &measure).context("the run was cut off")
}
