//! What a console is started with.

use std::path::PathBuf;

use url::Url;

use crate::error::Error;

/// What a console is started with.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Config {
    /// The host that the page begins with. Absent: the first there is.
    pub host: Option<String>,
    /// Where the widget is.
    pub widget: WidgetSource,
    /// The port of the console's page; the widget gets the next one. Absent or 0: free ones.
    pub port: Option<u16>,
}

/// Where the widget is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WidgetSource {
    /// The one in this crate: it shows events and has a button for each action.
    #[default]
    BuiltIn,
    /// On a server, usually the author's own development server.
    Url(Url),
    /// In a folder, whose `index.html` it is; or a single file in one.
    Path(PathBuf),
}

impl WidgetSource {
    /// Reads what a user gives as their widget: the URL of a page or script, or a folder or file that exists.
    ///
    /// # Errors
    ///
    /// When it is neither.
    ///
    /// ```
    /// use onepane_console::WidgetSource;
    ///
    /// assert!(matches!(WidgetSource::parse("http://localhost:5173/"), Ok(WidgetSource::Url(_))));
    /// let error = WidgetSource::parse("localhost:5173").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the widget: expected an http(s) URL, a folder or a file, found `localhost:5173`"
    /// );
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(Self::Url(url)),
            _ => {
                let path = PathBuf::from(text);
                if path.exists() {
                    Ok(Self::Path(path))
                } else {
                    Err(Error::Widget { found: text.to_owned() })
                }
            }
        }
    }
}

impl Config {
    /// The same, beginning with this host.
    #[must_use]
    pub fn with_host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// The same with this widget.
    #[must_use]
    pub fn with_widget(mut self, widget: WidgetSource) -> Self {
        self.widget = widget;
        self
    }

    /// The same on this port.
    #[must_use]
    pub fn with_port(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }
}
