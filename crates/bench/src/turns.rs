//! The loop that both sides of a comparison run: a line in, a figure out.
//!
//! Also part of the baseline's program, which shares no crate with ours; so nothing here needs one.

use std::hint::black_box;
use std::io::{BufRead as _, Write as _};
use std::time::Instant;

/// One side of a comparison.
pub trait Side {
    /// The operation `name` on the case `case`, ready to be done again and again; `None` for an unknown one. What
    /// it returns is a size that depends on all of its result, so that nothing can be left out.
    fn operation<'s>(&'s mut self, name: &str, case: &str) -> Option<Box<dyn FnMut() -> usize + 's>>;
}

/// Answers each line `OPERATION CASE TIMES` with the nanoseconds that so many take, until the input ends.
///
/// # Errors
///
/// When a line asks for what there is not, or nobody listens any more.
pub fn take_turns(side: &mut dyn Side) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split(' ').collect();
        let asked = match words.as_slice() {
            [name, case, times] => times.parse::<u32>().ok().map(|times| (*name, *case, times)),
            _ => None,
        };
        let Some((name, case, times)) = asked else { return Err(unknown(&line)) };
        let Some(mut operation) = side.operation(name, case) else { return Err(unknown(&line)) };
        let start = Instant::now();
        for _ in 0..times {
            black_box(operation());
        }
        let nanos = start.elapsed().as_nanos();
        writeln!(output, "{nanos}")?;
        output.flush()?;
    }
    Ok(())
}

/// Answers each line `OPERATION CASE` with how often one turn allocates, after a first one has made what is kept.
///
/// # Errors
///
/// As for [`take_turns`].
pub fn count(side: &mut dyn Side, measure: &dyn Fn(&mut dyn FnMut()) -> u64) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let operation = line.split_once(' ').and_then(|(name, case)| side.operation(name, case));
        let Some(mut operation) = operation else { return Err(unknown(&line)) };
        black_box(operation());
        let allocations = measure(&mut || {
            black_box(operation());
        });
        writeln!(output, "{allocations}")?;
        output.flush()?;
    }
    Ok(())
}

fn unknown(line: &str) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidInput, format!("no such operation: {line}"))
}
