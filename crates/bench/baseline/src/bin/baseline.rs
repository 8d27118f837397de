//! The baseline's side: takes turns on the cases in a folder.

fn main() -> std::io::Result<()> {
    onepane_bench_baseline::turns::take_turns(&mut onepane_bench_baseline::Baseline::from_arguments()?)
}
