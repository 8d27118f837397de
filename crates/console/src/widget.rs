//! The widget's origin: the widget itself, wherever it comes from, and what a host puts into its page.

mod inject;
mod upstream;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path as Segment, Request, State};
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::get;
use tower_http::services::ServeDir;
use url::Url;

use crate::assets;
use crate::changes;
use crate::config::WidgetSource;

use upstream::Upstream;

/// Where everything of ours stands on the widget's origin.
const OURS: &str = "/.onepane";
/// The scripts that play a host's globals in the widget's page; each does nothing under another host.
const HOST_SCRIPTS: &[&str] =
    &["frame/port.js", "frame/kustomer.js", "frame/web1on1.js", "frame/workspaces.js", "frame/start.js"];

/// The widget, wherever it comes from.
#[derive(Debug)]
pub(crate) struct Widget {
    place: Place,
    /// Path, query and fragment of its page.
    path: String,
}

#[derive(Debug)]
enum Place {
    BuiltIn,
    Folder(PathBuf),
    Server(Box<Upstream>),
}

impl Widget {
    pub(crate) fn new(source: WidgetSource) -> Self {
        match source {
            WidgetSource::BuiltIn => Self { place: Place::BuiltIn, path: "/".to_owned() },
            WidgetSource::Url(url) => {
                let path = from_path(&url).to_owned();
                Self { place: Place::Server(Box::new(Upstream::new(url))), path }
            }
            WidgetSource::Path(path) if path.is_dir() => {
                Self { place: Place::Folder(path), path: "/".to_owned() }
            }
            WidgetSource::Path(file) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new(".")).to_owned();
                Self { place: Place::Folder(folder), path: format!("/{name}") }
            }
        }
    }

    /// Path, query and fragment of the widget's page on its origin.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Looks whether the widget is there; says why not.
    pub(crate) async fn look(&self) -> Result<(), String> {
        match &self.place {
            Place::Server(upstream) => upstream.text(upstream.url()).await.map(|_| ()),
            Place::Folder(folder) if self.path == "/" && !folder.join("index.html").exists() => {
                Err(format!("{} has no index.html", folder.display()))
            }
            Place::BuiltIn | Place::Folder(_) => Ok(()),
        }
    }

    /// A number that changes with the widget, unless it reloads itself. Absent while the widget is away.
    pub(crate) async fn fingerprint(&self) -> Option<u64> {
        match &self.place {
            Place::BuiltIn => Some(0),
            Place::Folder(folder) => Some(changes::of_folder(folder)),
            Place::Server(upstream) => upstream.fingerprint().await,
        }
    }
}

fn from_path(url: &Url) -> &str {
    url.as_str()
        .get(url.origin().ascii_serialization().len()..)
        .filter(|path| !path.is_empty())
        .unwrap_or("/")
}

pub(crate) fn router(widget: Arc<Widget>) -> Router {
    Router::new()
        .route(&format!("{OURS}/host.js"), get(host_script))
        .route(&format!("{OURS}/{{*path}}"), get(ours))
        .fallback(serve)
        .with_state(widget)
}

/// All host scripts as one, which runs before anything of the widget does.
async fn host_script() -> Response<Body> {
    // Within a function, so that nothing of theirs gets in the widget's way.
    let mut script = b"(() => {\n".to_vec();
    for part in HOST_SCRIPTS.iter().filter_map(|path| assets::page(path)) {
        script.extend_from_slice(&part);
    }
    script.extend_from_slice(b"})();\n");
    assets::typed("host.js", script)
}

/// What of the page may be served on the widget's origin.
async fn ours(Segment(path): Segment<String>) -> Response<Body> {
    inject::whole(assets::serve(&format!("frame/{path}"))).await
}

async fn serve(State(widget): State<Arc<Widget>>, request: Request) -> Response<Body> {
    match &widget.place {
        Place::BuiltIn => {
            let path = request.uri().path().trim_start_matches('/');
            let path = if path.is_empty() { "index.html" } else { path };
            inject::whole(assets::serve(&format!("builtin/{path}"))).await
        }
        Place::Folder(folder) => match ServeDir::new(folder).try_call(request).await {
            Ok(response) => inject::whole(response.map(Body::new)).await,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                (StatusCode::NOT_FOUND, "the widget has no such file\n").into_response()
            }
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("cannot read the widget: {error}\n"))
                .into_response(),
        },
        Place::Server(upstream) => match upstream.pass(request).await {
            Ok(response) => inject::whole(response).await,
            Err(reason) => away(&reason),
        },
    }
}

/// A page in place of a widget that does not come.
fn away(reason: &str) -> Response<Body> {
    let page = assets::page("frame/away.html").unwrap_or_default();
    let page = String::from_utf8_lossy(&page).replace("{{reason}}", &escaped(reason));
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    (StatusCode::BAD_GATEWAY, [kind], page).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_widget_keeps_its_path_query_and_fragment() {
        for (url, path) in [
            ("http://localhost:5173", "/"),
            ("http://localhost:5173/app/?store=7#view", "/app/?store=7#view"),
            ("https://widget.example.test/a.js", "/a.js"),
        ] {
            assert_eq!(Widget::new(WidgetSource::Url(url.parse().unwrap())).path(), path);
        }
    }

    #[test]
    fn a_reason_is_no_markup() {
        assert_eq!(escaped("<a href=\"&\">"), "&lt;a href=&quot;&amp;&quot;>");
    }
}
