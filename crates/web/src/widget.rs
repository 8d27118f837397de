//! A widget written in Rust, in a page.
//!
//! The page's driver sees the same `Core` as with a session alone (`core.rs`); here the events go to the widget, and what
//! the widget wants shown comes out beside the frames.

mod host;

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use onepane::Frame;
use onepane::core::json::Object;
use onepane::map::Corrupt;
use onepane::model::text::push_literal;
use onepane::model::{Appearance, Event, EventData, Json, OtherEvent};
use onepane::session::{Console, Widget, attend};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;
use crate::incoming::entries;
use crate::json;
use crate::options::{moment, session};
use host::{PageClock, PageLink};

/// The kind of the event by which a widget is told what its own page has to say.
pub const INPUT: &str = "page.input";

type Make = Box<dyn Fn(Page) -> Box<dyn Widget>>;

thread_local! {
    static MAKE: RefCell<Option<Make>> = const { RefCell::new(None) };
}

/// Makes this module the home of a widget: to be called once, from the function that starts the module.
///
/// `make` is called for each session with the widget's page. What the page has to say, the widget is told as an event of
/// the kind [`INPUT`].
///
/// ```no_run
/// # struct Board; impl Board { fn new(_: onepane_web::Page) -> Self { Self } }
/// # #[async_trait::async_trait(?Send)]
/// # impl onepane::session::Widget for Board {
/// #     async fn event(&mut self, _: &onepane::model::Event, _: &onepane::session::Console) {}
/// # }
/// #[wasm_bindgen::prelude::wasm_bindgen(start)]
/// fn start() {
///     onepane_web::mount(Board::new);
/// }
/// ```
pub fn mount<W: Widget + 'static>(make: impl Fn(Page) -> W + 'static) {
    MAKE.with_borrow_mut(|slot| *slot = Some(Box::new(move |page| Box::new(make(page)))));
}

/// The page that a widget stands in.
#[derive(Debug, Clone, Default)]
pub struct Page {
    shown: Rc<RefCell<Option<String>>>,
}

impl Page {
    /// Shows something: what the page's script gets, in place of what it got before.
    pub fn show(&self, view: &Json) {
        *self.shown.borrow_mut() = Some(view.as_str().to_owned());
    }
}

/// What a widget shows, with the console's appearance beside it.
#[derive(Debug)]
pub struct Shown {
    page: Page,
    appearance: Option<Appearance>,
}

impl Shown {
    /// Shows on this page.
    pub fn new(page: Page) -> Self {
        Self { page, appearance: None }
    }

    /// Notes the console's appearance, where an event tells it.
    pub fn see(&mut self, event: &Event) {
        let told = match &event.data {
            EventData::SessionAppearanceChanged(data) => &data.appearance,
            EventData::SessionReady(data) => &data.appearance,
            _ => return,
        };
        if told.is_some() {
            self.appearance.clone_from(told);
        }
    }

    /// Shows these members, and `appearance` where it is known: `light`, `dark` or the host's own word.
    pub fn show(&self, view: &mut Object) {
        if let Some(appearance) = &self.appearance {
            view.text("appearance", appearance.as_str());
        }
        self.page.show(&Json::from(view));
    }
}

/// One widget attached to one host; the methods are those of a session's `Core`, as far as a page has use for them.
#[wasm_bindgen]
pub struct Core {
    console: Console,
    running: Option<Pin<Box<dyn Future<Output = ()>>>>,
    clock: Rc<PageClock>,
    woken: Arc<Woken>,
    wires: host::Wires,
    page: Page,
    notices: Rc<RefCell<Vec<String>>>,
}

entries!(Core);

#[wasm_bindgen]
impl Core {
    fn new(host: &str, settings: &str, options: &str) -> Result<Self, Fault> {
        let clock = Rc::new(PageClock::default());
        let console = Console::new(session(host, settings, options)?, Rc::<PageClock>::clone(&clock));
        let page = Page::default();
        let mut widget = MAKE
            .with_borrow(|make| make.as_ref().map(|make| make(page.clone())))
            .ok_or_else(|| Fault::new("this module has no widget: `onepane_web::mount` was not called"))?;
        let (mut link, wires) = PageLink::new();
        let notices = Rc::new(RefCell::new(Vec::new()));
        let running = {
            let (console, notices) = (console.clone(), Rc::clone(&notices));
            async move {
                let noted = Rc::clone(&notices);
                let tell =
                    move |notice: onepane::session::Notice| noted.borrow_mut().push(notice.to_string());
                if let Err(error) = attend(&console, &mut link, &mut *widget, tell).await {
                    notices.borrow_mut().push(error.to_string());
                }
            }
        };
        let running = Some(Box::pin(running) as Pin<Box<_>>);
        Ok(Self { console, running, clock, woken: Arc::default(), wires, page, notices })
    }

    /// Begins.
    pub fn open(&mut self, now: f64) -> String {
        self.run(now)
    }

    /// Takes what the page has to say, as JSON. When the text is none, `{"fault":"…"}` says where.
    pub fn input(&mut self, input: &str, now: f64) -> String {
        let index = match onepane::map::Index::parse(input).map_err(Fault::with("input")) {
            Ok(index) => index,
            Err(fault) => return fault.to_json(),
        };
        let data = EventData::Other(OtherEvent::new(INPUT, onepane::core::json::json(index.root())));
        let host = self.console.host();
        self.console.tell(Event::new(INPUT, format!("onepane://{host}/-"), host, data));
        self.run(now)
    }

    /// Does what time alone brings.
    pub fn wake(&mut self, now: f64) -> String {
        self.run(now)
    }

    /// Ends the session.
    pub fn close(&mut self, now: f64) -> String {
        self.clock.set(moment(now));
        self.console.close();
        self.run(now)
    }

    /// What the host can tell and do now.
    pub fn capabilities(&self) -> String {
        self.console.with_adapter(|adapter| json::capabilities(adapter, true))
    }

    fn take(&mut self, frame: Result<Frame, Corrupt>, now: f64) -> String {
        match frame {
            Ok(frame) => self.wires.deliver(frame),
            Err(corrupt) => self.notices.borrow_mut().push(format!("no frame: {corrupt}")),
        }
        self.run(now)
    }

    /// Runs until nothing is left to do for now, and tells what came of it.
    fn run(&mut self, now: f64) -> String {
        self.clock.set(moment(now));
        while let Some(running) = &mut self.running {
            self.woken.0.store(false, Ordering::Relaxed);
            self.clock.forget();
            let waker = Waker::from(Arc::clone(&self.woken));
            if running.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Ready(()) {
                self.running = None;
            } else if !self.woken.0.load(Ordering::Relaxed) {
                break;
            }
        }
        let mut out = Vec::new();
        out.extend(self.wires.sent().map(|frame| format!("{{\"send\":{}}}", frame.to_json())));
        out.extend(self.page.shown.borrow_mut().take().map(|view| format!("{{\"view\":{view}}}")));
        out.extend(self.notices.borrow_mut().drain(..).map(|notice| {
            let mut text = String::from("{\"notice\":");
            push_literal(&mut text, &notice);
            text + "}"
        }));
        let at = self.clock.next().filter(|_| self.running.is_some());
        let at = at.map(|at| format!(",\"at\":{}", at.as_millis())).unwrap_or_default();
        format!("{{\"out\":{}{at}}}", json::array(out))
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("console", &self.console).finish_non_exhaustive()
    }
}

/// Whether something has become ready while it ran.
#[derive(Debug, Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(all(test, feature = "chatwoot"))]
mod tests {
    use super::*;
    use async_trait::async_trait;
    use onepane::model::{Action, ContextRefresh, EventKind};

    /// Shows what it is told, and asks for the context when its page says so.
    struct Echo {
        page: Page,
        told: Vec<String>,
    }

    #[async_trait(?Send)]
    impl Widget for Echo {
        async fn event(&mut self, event: &Event, console: &Console) {
            let kind = event.kind().map_or("page", EventKind::as_str).to_owned();
            if kind == "page" {
                let answer = console.send(Action::new(ContextRefresh::default())).await;
                self.told.push(format!("{:?}", answer.map(|answer| answer.confirmed)));
            }
            self.told.push(kind);
            self.page.show(&Json::from_text(onepane::core::json::list(self.told.iter().map(String::as_str))));
        }
    }

    #[test]
    fn frames_reach_the_widget_and_what_it_wants_reaches_the_page() {
        mount(|page| Echo { page, told: Vec::new() });
        let mut core = Core::new("chatwoot", "{}", r#"{"source":"parent"}"#).unwrap();
        let asked = core.open(1000.0);
        assert!(asked.contains("chatwoot-dashboard-app:fetch-info") && asked.contains("\"at\":"), "{asked}");
        let context = r#"{"event":"appContext","data":{"conversation":{"id":5},"contact":{}}}"#;
        let told = core.message("parent", context.to_owned(), true, 1010.0);
        assert!(
            told.contains(r#"{"view":["session.ready","context.changed","conversation.selected"]}"#),
            "{told}"
        );
        let told = core.input("\"now\"", 2000.0);
        assert!(told.contains("fetch-info") && told.contains(r#""Ok(false)","page"]"#), "{told}");
        let told = core.page("gone", 2001.0);
        assert!(told.contains(r#"{"notice":"no frame: "#), "{told}");
        assert!(!core.close(3000.0).contains("\"at\":"));
        assert_eq!(core.message("parent", context.to_owned(), true, 3001.0), r#"{"out":[]}"#);
    }
}
