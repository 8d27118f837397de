//! The standard output: what is written at once is written whole, also when the run is interrupted.

use std::io::{self, Write as _};
use std::sync::{Mutex, Once, PoisonError};
#[cfg(unix)]
use std::{
    sync::{Arc, atomic::AtomicBool},
    thread,
};

#[cfg(unix)]
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
    iterator::Signals,
};

use crate::failure::Failure;

/// Held while something is being written.
static WRITING: Mutex<()> = Mutex::new(());

/// Writes whole lines.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Write)
}

/// From now on, an interruption ends the process between two writes, so that no half line is left behind;
/// a second one ends it at once. Where that cannot be had, the first one does.
pub(crate) fn end_between_writes() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        #[cfg(unix)]
        let _ = watch_signals();
    });
}

#[cfg(unix)]
fn watch_signals() -> io::Result<()> {
    /// What a shell makes of a process that a signal has ended.
    const SIGNALLED: i32 = 128;
    let again = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, SIGNALLED + signal, Arc::clone(&again))?;
        flag::register(signal, Arc::clone(&again))?;
    }
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
            std::process::exit(SIGNALLED + signal);
        }
    })?;
    Ok(())
}
