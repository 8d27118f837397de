//! The two origins, and what is served on each.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use onepane::HOSTS;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::api::{self, House, Panes};
use crate::assets;
use crate::changes::Changes;
use crate::config::{Config, WidgetSource};
use crate::error::Error;
use crate::guard::{self, Names};
use crate::signer::Signer;
use crate::widget::{self, Widget};

/// A console that has its two ports, and runs when it is told to.
#[derive(Debug)]
pub struct Console {
    runtime: Runtime,
    page: TcpListener,
    widget: TcpListener,
    /// The same port for those whose `localhost` is an IPv6 address.
    widget_v6: Option<TcpListener>,
    url: String,
    widget_origin: String,
    config: Config,
}

impl Console {
    /// Takes the two ports.
    ///
    /// # Errors
    ///
    /// When there is no such host, or a port cannot be had.
    pub fn bind(config: Config) -> Result<Self, Error> {
        if let Some(host) = &config.host
            && !HOSTS.contains(&host.as_str())
        {
            return Err(Error::Host { known: HOSTS.join(", "), found: host.clone() });
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(Error::Socket)?;
        let port = config.port.unwrap_or(0);
        let (page, widget, widget_v6) = runtime.block_on(async {
            let page = listen(port).await?;
            // Port 65535 has no next one.
            let widget = listen(if port == 0 { 0 } else { port.checked_add(1).unwrap_or(0) }).await?;
            let address = SocketAddr::from((Ipv6Addr::LOCALHOST, port_of(&widget)?));
            Ok::<_, Error>((page, widget, TcpListener::bind(address).await.ok()))
        })?;
        let url = format!("http://127.0.0.1:{}/", port_of(&page)?);
        let widget_origin = format!("http://localhost:{}", port_of(&widget)?);
        Ok(Self { runtime, page, widget, widget_v6, url, widget_origin, config })
    }

    /// The address of the console's page, with its `/`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The origin that widgets are served from.
    pub fn widget_origin(&self) -> &str {
        &self.widget_origin
    }

    /// Looks whether the widget is there: a development server that has not been started yet is the commonest
    /// mistake.
    ///
    /// # Errors
    ///
    /// Says why the widget does not come; the console works all the same once it does.
    pub fn look_for_widget(&self) -> Result<(), String> {
        let widget = Widget::new(self.config.widget.clone());
        self.runtime.block_on(async move { widget.look().await })
    }

    /// Serves until Ctrl-C.
    ///
    /// # Errors
    ///
    /// When a key pair cannot be made, or a socket fails.
    pub fn run(self) -> Result<(), Error> {
        let Self { runtime, page, widget, widget_v6, url, widget_origin, config } = self;
        let changes = Changes::new();
        let source = Arc::new(Widget::new(config.widget.clone()));
        let about = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "origin": url.trim_end_matches('/'),
            "widgetOrigin": widget_origin,
            "widgetPath": source.path(),
            "widget": match &config.widget {
                WidgetSource::BuiltIn => json!({"kind": "built-in"}),
                WidgetSource::Url(url) => json!({"kind": "url", "at": url.as_str()}),
                WidgetSource::Path(path) => json!({"kind": "path", "at": path}),
            },
            "host": config.host.as_deref().or(HOSTS.first().copied()),
        });
        let house = Arc::new(House {
            about,
            signer: Signer::new()?,
            changes: changes.clone(),
            panes: Mutex::new(Panes::default()),
        });
        let page_names = Arc::new(Names::on(port_of(&page)?));
        let widget_names = Arc::new(Names::on(port_of(&widget)?));
        let page_app = page_router(house, &widget_origin, page_names);
        let widget_app =
            widget::router(source.clone()).layer(middleware::from_fn_with_state(widget_names, guard::local));
        runtime.block_on(async move {
            tokio::spawn(changes.watch(source));
            if let Some(listener) = widget_v6 {
                tokio::spawn(axum::serve(listener, widget_app.clone()).into_future());
            }
            tokio::select! {
                served = axum::serve(page, page_app).into_future() => served.map_err(Error::Socket),
                served = axum::serve(widget, widget_app).into_future() => served.map_err(Error::Socket),
                ended = tokio::signal::ctrl_c() => ended.map_err(Error::Socket),
            }
        })
    }
}

async fn listen(port: u16) -> Result<TcpListener, Error> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Error::PortTaken { port },
        _ => Error::Socket(error),
    })
}

fn port_of(listener: &TcpListener) -> Result<u16, Error> {
    listener.local_addr().map(|address| address.port()).map_err(Error::Socket)
}

fn page_router(house: Arc<House>, widget_origin: &str, names: Arc<Names>) -> Router {
    // Nothing of the page comes from elsewhere but the widget, and that in frames only.
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         frame-src {widget_origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    // An origin is ASCII, so the policy always is a header.
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    Router::new()
        .route("/", get(async || assets::serve("index.html")))
        .route("/page/{*path}", get(async |Path(path): Path<String>| assets::serve(&path)))
        .merge(api::router(house))
        .layer(middleware::from_fn(guard::own_origin))
        .layer(middleware::from_fn_with_state(names, guard::local))
        .layer(middleware::from_fn_with_state(policy, with_policy))
}

async fn with_policy(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
