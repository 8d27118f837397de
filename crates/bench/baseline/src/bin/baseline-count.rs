//! The baseline's side once more, with an allocator that counts.

use onepane_bench_baseline::{Baseline, turns};

fn main() -> std::io::Result<()> {
    let measure = |turn: &mut dyn FnMut()| allocation_counter::measure(turn).count_total;
    turns::count(&mut Baseline::from_arguments()?, &measure)
}
