//! The app definition.
