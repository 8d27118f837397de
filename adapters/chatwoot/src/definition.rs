//! What an administrator enters to install a widget, or posts to the host: a title and a URL.
