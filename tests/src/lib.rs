//! Everything that needs more than one adapter: see `tests/it`.
