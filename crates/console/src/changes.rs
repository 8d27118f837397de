//! Live reload: tells the page when the widget has changed.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use tokio::sync::{Notify, broadcast};
use tokio::time::{MissedTickBehavior, interval};

use crate::widget::Widget;

/// How often a widget is looked at, while somebody wants to know.
const PERIOD: Duration = Duration::from_millis(700);

/// Tells who listens that the widget has changed.
#[derive(Debug, Clone)]
pub(crate) struct Changes {
    changes: broadcast::Sender<()>,
    /// Somebody has begun to listen: what the widget is now is what later changes are told from.
    begun: Arc<Notify>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self { changes: broadcast::channel(4).0, begun: Arc::default() }
    }

    /// The changes from now on, as server-sent events.
    pub(crate) fn stream(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let changes = self.changes.subscribe();
        self.begun.notify_one();
        let changes = stream::unfold(changes, |mut changes| async move {
            match changes.recv().await {
                // Of several changes at once one is enough.
                Ok(()) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    Some((Ok(Event::default().event("change").data("widget")), changes))
                }
                Err(broadcast::error::RecvError::Closed) => None,
            }
        });
        Sse::new(changes).keep_alive(KeepAlive::default())
    }

    /// Looks at the widget again and again.
    pub(crate) async fn watch(self, widget: Arc<Widget>) {
        let mut ticks = interval(PERIOD);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut known = None;
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = self.begun.notified() => {}
            }
            if self.changes.receiver_count() == 0 {
                known = None;
                continue;
            }
            // Absent while the widget is away: its coming is a change too, its going is not.
            let now = widget.fingerprint().await;
            if now.is_some() && known.is_some_and(|known| known != now) {
                // Nobody listening any more is no fault.
                let _ = self.changes.send(());
            }
            known = Some(now);
        }
    }
}

/// A number that changes with the content.
pub(crate) fn of(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

/// A number that changes when a file in the folder does, told by its length and time.
pub(crate) fn of_folder(folder: &Path) -> u64 {
    // Entries come in no particular order, so their numbers are added up.
    let mut sum = 0_u64;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                if name != "node_modules" && !name.as_encoded_bytes().starts_with(b".") {
                    folders.push(entry.path());
                }
            } else {
                let mut hasher = DefaultHasher::new();
                (entry.path(), about.len(), about.modified().ok()).hash(&mut hasher);
                sum = sum.wrapping_add(hasher.finish());
            }
        }
    }
    sum
}
